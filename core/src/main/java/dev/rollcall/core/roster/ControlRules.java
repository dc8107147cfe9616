package dev.rollcall.core.roster;

import dev.rollcall.core.Problem;
import dev.rollcall.core.RefusedException;
import dev.rollcall.core.conference.Controls;
import dev.rollcall.core.conference.Participant;
import dev.rollcall.core.conference.ParticipantStatus;
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
   * @throws RefusedException if it is to coach a call that it cannot, or what is asked for does not
   *     go together
   */
  Controls controls(Participant participant, ParticipantUpdate update) {
    checkCombination(participant, update);
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
    if (wanted.equals(coach.call())) {
      throw absent(wanted);
    }
    checkCoached(Optional.of(wanted));
    return Optional.of(wanted);
  }

  /**
   * Checks that the call which somebody else is to coach, if any, can be coached.
   *
   * @throws RefusedException {@code COACHED_CALL_ABSENT} or {@code COACHED_CALL_ON_HOLD}
   */
  void checkCoached(Optional<CallSid> call) {
    call.ifPresent(this::checkCoached);
  }

  private void checkCoached(CallSid wanted) {
    Participant coached =
        conference.find(wanted).map(Seat::participant).orElseThrow(() -> absent(wanted));
    if (coached.controls().hold()) {
      throw new RefusedException(
          Problem.COACHED_CALL_ON_HOLD,
          "The call to coach, "
              + wanted
              + ", is on hold and would not hear the coach; take it off hold first.");
    }
  }

  private static RefusedException absent(CallSid wanted) {
    return new RefusedException(
        Problem.COACHED_CALL_ABSENT,
        "The call to coach, " + wanted + ", is not another participant of this conference.");
  }

  /**
   * A participant that goes on hold hears its hold's sound alone, so what else it is to hear or say
   * at the same moment cannot be meant.
   */
  private static void checkCombination(Participant participant, ParticipantUpdate update) {
    if (update.announcement().isPresent() && participant.status() != ParticipantStatus.CONNECTED) {
      throw new RefusedException(
          Problem.PARTICIPANT_NOT_CONNECTED,
          "The participant's call is not answered yet, so nothing can be announced to it; wait"
              + " until it is connected.");
    }
    if (!update.hold().orElse(false)) {
      return;
    }
    if (update.announcement().isPresent()) {
      throw new RefusedException(
          Problem.COMBINATION_UNSUPPORTED,
          "One update cannot put a participant on hold and announce something to it; make two, in"
              + " the order you mean.");
    }
    if (update.coaching().orElse(update.callToCoach().isPresent())) {
      throw new RefusedException(
          Problem.COMBINATION_UNSUPPORTED,
          "One update cannot put a participant on hold and let it coach; make two, in the order"
              + " you mean.");
    }
  }

  /**
   * Whether music that was given stays: it waits for a hold, lasts as long as that hold, and goes
   * with its end.
   */
  static boolean keepsMusic(ParticipantUpdate update) {
    return update.hold().orElse(true);
  }
}
