package dev.rollcall.mcp;

/** A resource as lists show it. */
public record ResourceDescription(
    String uri, String name, String title, String description, String mimeType) {}
