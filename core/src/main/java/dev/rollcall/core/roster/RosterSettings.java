package dev.rollcall.core.roster;

/**
 * Limits of the roster.
 *
 * @param maximumParticipants how many participants a conference takes, at least 1
 */
public record RosterSettings(int maximumParticipants) {
  public RosterSettings {
    if (maximumParticipants < 1) {
      throw new IllegalArgumentException(
          "maximum participants " + maximumParticipants + " is below 1");
    }
  }
}
