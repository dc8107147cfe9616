package dev.rollcall.http.client;

import java.time.Duration;

/**
 * Limits of an answer that is read while it comes.
 *
 * @param maximumBytes how long the body may be
 * @param silence how long a reader waits for the next byte
 */
public record StreamLimits(long maximumBytes, Duration silence) {}
