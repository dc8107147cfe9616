package dev.rollcall.media;

import java.time.Duration;

/**
 * A key that was pressed on the phone (RFC 4733).
 *
 * @param key one of {@code 0123456789*#ABCD}
 * @param duration for how long
 */
public record Digit(char key, Duration duration) {}
