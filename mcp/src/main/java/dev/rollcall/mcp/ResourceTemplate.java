package dev.rollcall.mcp;

/**
 * A family of resources.
 *
 * @param uriTemplate with {@code {name}} in each place that varies (RFC 6570, level 1)
 */
public record ResourceTemplate(
    String uriTemplate, String name, String title, String description, String mimeType) {}
