package dev.rollcall.bench;

import java.time.Instant;

/**
 * The moment at which something was there, by both clocks.
 *
 * @param nanos by {@link System#nanoTime}, for times between two moments of this process
 * @param at by the machine's clock, for times since what the server has dated
 */
record Arrival(long nanos, Instant at) {
  static Arrival now() {
    return new Arrival(System.nanoTime(), Instant.now());
  }
}
