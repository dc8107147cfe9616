package dev.rollcall.core.event;

import dev.rollcall.core.conference.Conference;
import dev.rollcall.core.conference.Participant;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

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

  /** A participant's call was answered and it took its place. */
  record Joined(Conference conference, long sequence, Instant at, Participant participant)
      implements ConferenceEvent {}

  /**
   * One thing about how a participant takes part changed; an update of several makes an event of
   * each.
   *
   * @param participant as it was after the whole update
   */
  record Changed(
      Conference conference, long sequence, Instant at, What what, Participant participant)
      implements ConferenceEvent {

    /** What changed. */
    public enum What {
      MUTED,
      UNMUTED,
      HELD,
      UNHELD,
      /** Coaching, beep on exit, end of the conference on exit, or the sound while waiting. */
      MODIFIED
    }
  }

  /** A participant began or ceased to speak. Told only where an app wants to be told of it. */
  record Spoke(
      Conference conference, long sequence, Instant at, Participant participant, boolean speaking)
      implements ConferenceEvent {}

  /**
   * An announcement was played to its end, or was not: it could not be, another took its place, or
   * its listener left.
   *
   * @param participant who was to hear it; empty if it was for all, or if the participant is gone
   * @param source as the caller gave it
   * @param failure why it could not be played to its end
   */
  record Announced(
      Conference conference,
      long sequence,
      Instant at,
      Optional<Participant> participant,
      URI source,
      Optional<String> failure)
      implements ConferenceEvent {}

  /** A participant left, or its call was never answered. */
  record Left(Conference conference, long sequence, Instant at, Participant participant)
      implements ConferenceEvent {}

  /**
   * The conference is over.
   *
   * @param cause the participant whose leaving ended it, if one's did
   */
  record Ended(Conference conference, long sequence, Instant at, Optional<Participant> cause)
      implements ConferenceEvent {}
}
