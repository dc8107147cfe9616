package dev.rollcall.core.roster;

import java.time.Duration;

/**
 * Limits of the roster.
 *
 * @param maximumParticipants how many participants a conference takes, at least 1
 * @param callsPerSecond how many calls of an account may begin in a second, more than 0
 * @param longestQueue how long a call may have to wait for its turn before it is refused
 */
public record RosterSettings(
    int maximumParticipants, double callsPerSecond, Duration longestQueue) {
  public RosterSettings {
    if (!(callsPerSecond > 0)) {
      throw new IllegalArgumentException(callsPerSecond + " calls per second");
    }
    if (maximumParticipants < 1) {
      throw new IllegalArgumentException(
          "maximum participants " + maximumParticipants + " is below 1");
    }
  }
}
