package dev.rollcall.core.roster;

import dev.rollcall.core.identity.CallSid;
import dev.rollcall.core.web.WebTarget;
import java.util.Optional;

/**
 * What a caller wants changed of a participant; what is empty stays as it is.
 *
 * @param holdSound what the participant is to hear while on hold, instead of the built-in music
 * @param announcement what is to be played to it once
 * @param coaching {@code true} needs a call to coach, given here or before; {@code false} ends
 *     coaching
 * @param callToCoach the call to coach; given alone it implies {@code coaching}
 * @param waitSound what it is to hear while the conference has not started
 */
public record ParticipantUpdate(
    Optional<Boolean> muted,
    Optional<Boolean> hold,
    Optional<WebTarget> holdSound,
    Optional<WebTarget> announcement,
    Optional<Boolean> coaching,
    Optional<CallSid> callToCoach,
    Optional<WaitSound> waitSound,
    Optional<Boolean> endConferenceOnExit,
    Optional<Boolean> beepOnExit) {

  /** Changes nothing. */
  public static final ParticipantUpdate NONE =
      new ParticipantUpdate(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /** {@link #NONE} with the participant muted or not. */
  public static ParticipantUpdate muted(boolean muted) {
    return new ParticipantUpdate(
        Optional.of(muted),
        NONE.hold,
        NONE.holdSound,
        NONE.announcement,
        NONE.coaching,
        NONE.callToCoach,
        NONE.waitSound,
        NONE.endConferenceOnExit,
        NONE.beepOnExit);
  }

  /** {@link #NONE} with an announcement. */
  public static ParticipantUpdate announcing(WebTarget source) {
    return new ParticipantUpdate(
        NONE.muted,
        NONE.hold,
        NONE.holdSound,
        Optional.of(source),
        NONE.coaching,
        NONE.callToCoach,
        NONE.waitSound,
        NONE.endConferenceOnExit,
        NONE.beepOnExit);
  }
}
