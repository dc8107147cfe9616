package dev.rollcall.server.configuration;

import java.time.Duration;

/**
 * Fetching recorded sound.
 *
 * @param timeout longest time of a fetch, from connecting to the last byte
 * @param maxSizeBytes largest file, in bytes
 */
public record ClipOptions(Duration timeout, int maxSizeBytes) {}
