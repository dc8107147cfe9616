package dev.rollcall.core.roster;

import dev.rollcall.core.Problem;
import dev.rollcall.core.RefusedException;
import dev.rollcall.core.conference.Controls;
import dev.rollcall.core.conference.Participant;
import dev.rollcall.core.identity.CallSid;
import java.util.Optional;

/**
 * What an update makes of a participant's controls, and what it may not.
 *
 * @param conference who else is there
 */
record ControlRules(ConferenceSnapshot conference) {
  /**
   * The participant's controls after {@code update}.
   *
   * @throws RefusedException if it is to coach a call that it cannot
   */
  Controls controls(Participant participant, ParticipantUpdate update) {
    Controls now = participant.controls();
    return new Controls(
        update.muted().orElse(now.muted()),
        update.hold().orElse(now.hold()),
        coached(participant, update),
        now.startConferenceOnEnter(),
        update.endConferenceOnExit().orElse(now.endConferenceOnExit()),
        now.beepOnEnter(),
        update.beepOnExit().orElse(now.beepOnExit()));
  }

  private Optional<CallSid> coached(Participant coach, ParticipantUpdate update) {
    Optional<CallSid> before = coach.controls().coached();
    if (update.coaching().isEmpty() && update.callToCoach().isEmpty()) {
      return before;
    }
    if (!update.coaching().orElse(true)) {
      return Optional.empty();
    }
    CallSid wanted =
        update
            .callToCoach()
            .or(() -> before)
            .orElseThrow(
                () ->
                    new RefusedException(
                        Problem.COACHED_CALL_MISSING,
                        "Coaching needs the sid of the call to coach; give CallSidToCoach too."));
    if (before.equals(Optional.of(wanted))) {
      return before;
    }
    Participant coached =
        conference
            .find(wanted)
            .map(Seat::participant)
            .filter(other -> !other.sid().equals(coach.sid()))
            .orElseThrow(
                () ->
                    new RefusedException(
                        Problem.COACHED_CALL_ABSENT,
                        "The call to coach, "
                            + wanted
                            + ", is not another participant of this conference."));
    if (coached.controls().hold()) {
      throw new RefusedException(
          Problem.COACHED_CALL_ON_HOLD,
          "The call to coach, "
              + wanted
              + ", is on hold and would not hear the coach; take it off hold first.");
    }
    return Optional.of(wanted);
  }

  /**
   * Whether music that was given stays: it waits for a hold, lasts as long as that hold, and goes
   * with its end.
   */
  static boolean keepsMusic(ParticipantUpdate update) {
    return update.hold().orElse(true);
  }
}
