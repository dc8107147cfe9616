package dev.rollcall.ocp.storage;

import dev.rollcall.ocp.discovery.ApiDescription;
import java.time.Instant;
import java.util.Optional;

/**
 * An API as the cache has it.
 *
 * @param source where its description came from: a URI, or {@code unknown}
 * @param cachedAt when, if known
 * @param registryUrl the registry that was asked, if one was and whoever wrote it told
 */
public record CachedApi(
    ApiDescription description,
    String source,
    Optional<Instant> cachedAt,
    Optional<String> registryUrl) {}
