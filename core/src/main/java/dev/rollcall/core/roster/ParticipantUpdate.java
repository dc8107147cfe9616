package dev.rollcall.core.roster;

import dev.rollcall.core.audio.ClipRequest;
import dev.rollcall.core.identity.CallSid;
import java.util.Optional;

/**
 * What a caller wants changed of a participant; what is empty stays as it is.
 *
 * @param coaching {@code true} needs a call to coach, given here or before; {@code false} ends
 *     coaching
 * @param callToCoach the call to coach; given alone it implies {@code coaching}
 * @param holdMusic what the participant is to hear while on hold, instead of the built-in music
 */
public record ParticipantUpdate(
    Optional<Boolean> muted,
    Optional<Boolean> hold,
    Optional<ClipRequest> holdMusic,
    Optional<Boolean> coaching,
    Optional<CallSid> callToCoach,
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
          Optional.empty());

  /** {@link #NONE} with the participant muted or not. */
  public static ParticipantUpdate muted(boolean muted) {
    return new ParticipantUpdate(
        Optional.of(muted),
        NONE.hold,
        NONE.holdMusic,
        NONE.coaching,
        NONE.callToCoach,
        NONE.endConferenceOnExit,
        NONE.beepOnExit);
  }
}
