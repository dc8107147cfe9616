package dev.rollcall.core.event;

import dev.rollcall.core.conference.Conference;
import dev.rollcall.core.conference.Participant;
import java.time.Instant;

/** Something that happened in a conference. */
public sealed interface ConferenceEvent {
  /** The conference as it was right after. */
  Conference conference();

  /** The event's number in its conference: 1, 2, 3 and so on without a gap. */
  long sequence();

  /** When it happened. */
  Instant at();

  /** The conference began to mix audio. */
  record Started(Conference conference, long sequence, Instant at) implements ConferenceEvent {}

  record Joined(Conference conference, long sequence, Instant at, Participant participant)
      implements ConferenceEvent {}

  /** A participant's controls changed. */
  record Changed(
      Conference conference, long sequence, Instant at, Participant before, Participant participant)
      implements ConferenceEvent {}

  record Left(Conference conference, long sequence, Instant at, Participant participant)
      implements ConferenceEvent {}

  record Ended(Conference conference, long sequence, Instant at) implements ConferenceEvent {}
}
