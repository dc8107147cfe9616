package dev.rollcall.ocp.storage;

/**
 * An API of the cache in short.
 *
 * @param cachedAt when it was cached, as its file says
 */
public record CachedApiSummary(
    String name, String title, String version, String baseUrl, String cachedAt, int toolCount) {}
