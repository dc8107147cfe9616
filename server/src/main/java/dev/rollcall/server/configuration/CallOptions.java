package dev.rollcall.server.configuration;

import java.time.Duration;

/**
 * How calls are made.
 *
 * @param perSecond how many calls of an account may begin in a second
 * @param longestQueue how long a call may have to wait for its turn before it is refused
 */
public record CallOptions(int perSecond, Duration longestQueue) {}
