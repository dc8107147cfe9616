package dev.rollcall.server.configuration;

import java.time.Duration;

/**
 * Fetching recorded sound.
 *
 * @param timeout longest time from asking for sound to the first of it, and between two pieces
 * @param maxSizeBytes largest file, in bytes
 */
public record SoundOptions(Duration timeout, int maxSizeBytes) {}
