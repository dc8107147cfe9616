package dev.rollcall.core.roster;

import dev.rollcall.core.conference.Conference;

/**
 * A conference and how many are in it, all of one moment.
 *
 * @param participants all of them, also those who are still being called
 */
public record Headcount(Conference conference, int participants, int muted, int onHold) {
  static Headcount of(ConferenceSnapshot snapshot) {
    int muted = 0;
    int onHold = 0;
    for (Seat seat : snapshot.seats().values()) {
      muted += seat.participant().controls().muted() ? 1 : 0;
      onHold += seat.participant().controls().hold() ? 1 : 0;
    }
    return new Headcount(snapshot.conference(), snapshot.seats().size(), muted, onHold);
  }
}
