package dev.rollcall.core.roster;

import dev.rollcall.core.audio.CallQuality;
import dev.rollcall.core.call.Call;
import dev.rollcall.core.call.CallProgress;
import dev.rollcall.core.call.CallStatus;
import dev.rollcall.core.conference.Conference;
import dev.rollcall.core.conference.EndReason;
import dev.rollcall.core.conference.Ending;
import dev.rollcall.core.conference.LeaveReason;
import dev.rollcall.core.conference.Participant;
import dev.rollcall.core.event.ConferenceEvent;
import dev.rollcall.core.signalling.DialFailure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How participants go, and how the conference ends when the last one or its moderator does. For use
 * within {@link ConferenceWriter#write}; phones are hung up after that, since the signalling side
 * may come back at once.
 */
final class Departures {
  private final ConferenceWriter writer;
  private final Sounds sounds;
  private final Speech speech;
  private final CallPace pace;
  private final RosterPorts ports;

  Departures(
      ConferenceWriter writer, Sounds sounds, Speech speech, CallPace pace, RosterPorts ports) {
    this.writer = writer;
    this.sounds = sounds;
    this.speech = speech;
    this.pace = pace;
    this.ports = ports;
  }

  /**
   * Who left, the one it was about first.
   *
   * @param participant as it left
   * @param call its call as it ended
   */
  record Departed(Participant participant, Call call, List<Leaving> everybody) {
    void hangUpAll() {
      everybody.forEach(Leaving::hangUp);
    }

    /** Hangs up all but the first, whose phone has gone already. */
    void hangUpOthers() {
      everybody.stream().skip(1).forEach(Leaving::hangUp);
    }
  }

  /**
   * A participant on its way out.
   *
   * @param reason why it goes, which its phone is told; whoever had not joined leaves the
   *     conference because it could not be added, whatever came in between, unless the server stops
   * @param failure why its call was not answered, if that is why it goes
   */
  record Leaving(Seat seat, LeaveReason reason, Optional<DialFailure> failure) {
    Leaving(Seat seat, LeaveReason reason) {
      this(seat, reason, Optional.empty());
    }

    void hangUp() {
      seat.leg().hangUp(reason);
    }

    private boolean joined() {
      return seat.participant().joined().isPresent();
    }

    private CallStatus callStatus() {
      return joined()
          ? CallStatus.COMPLETED
          : failure.map(DialFailure::status).orElse(CallStatus.CANCELED);
    }

    private Participant participant(Optional<CallQuality> quality, Instant now) {
      return seat.participant().departed(told(), callStatus(), quality, now);
    }

    private LeaveReason told() {
      return joined() || reason == LeaveReason.SERVER_STOPPED ? reason : LeaveReason.ADD_FAILED;
    }

    private Call call(Instant now) {
      return seat.call().over(callStatus(), failure.flatMap(DialFailure::sipResponse), now);
    }
  }

  /**
   * Lets one go, and with it the conference if it was the last, or one that had joined and ends the
   * conference on its exit.
   *
   * @throws dev.rollcall.core.RefusedException {@code STORE_UNAVAILABLE} if a door asked for it, so
   *     that it can be refused; otherwise it has already happened
   */
  Departed depart(Leaving leaving) {
    boolean kicked = leaving.reason() == LeaveReason.KICKED;
    Optional<Ending> ending = ending(leaving, kicked);
    List<Leaving> everybody = new ArrayList<>(List.of(leaving));
    if (ending.isPresent()) {
      everybody(LeaveReason.MODERATOR_ENDED_CONFERENCE).stream()
          .filter(each -> !each.seat().equals(leaving.seat()))
          .forEach(everybody::add);
      return close(ending.get(), everybody, kicked);
    }
    ChangeSet change = writer.begin();
    Departed departed = leave(change, everybody);
    commit(change, kicked);
    forget(everybody);
    if (leaving.joined() && leaving.seat().participant().controls().beepOnExit()) {
      ports.audio().beep(departed.participant().conference());
    }
    return departed;
  }

  /**
   * Ends the conference for everybody; it must be on.
   *
   * @throws dev.rollcall.core.RefusedException {@code STORE_UNAVAILABLE}
   */
  Departed end(EndReason why, LeaveReason reason) {
    return close(new Ending(why, Optional.empty()), everybody(reason), true);
  }

  /** As {@link #end}, but cannot be refused. */
  Departed endAtLast(EndReason why, LeaveReason reason) {
    return close(new Ending(why, Optional.empty()), everybody(reason), false);
  }

  private Optional<Ending> ending(Leaving leaving, boolean kicked) {
    Optional<EndReason> why;
    if (leaving.joined() && leaving.seat().participant().controls().endConferenceOnExit()) {
      why =
          Optional.of(
              kicked
                  ? EndReason.PARTICIPANT_WITH_END_CONFERENCE_ON_EXIT_KICKED
                  : EndReason.PARTICIPANT_WITH_END_CONFERENCE_ON_EXIT_LEFT);
    } else if (writer.snapshot().seats().size() == 1) {
      why =
          Optional.of(kicked ? EndReason.LAST_PARTICIPANT_KICKED : EndReason.LAST_PARTICIPANT_LEFT);
    } else {
      why = Optional.empty();
    }
    return why.map(reason -> new Ending(reason, Optional.of(leaving.seat().call().sid())));
  }

  private List<Leaving> everybody(LeaveReason reason) {
    return writer.snapshot().seats().values().stream()
        .map(seat -> new Leaving(seat, reason))
        .toList();
  }

  private Departed close(Ending ending, List<Leaving> everybody, boolean refusable) {
    ChangeSet change = writer.begin();
    Conference completed = change.next().conference().completed(ending, change.now());
    change.set(completed);
    Departed departed = leave(change, everybody);
    Optional<Participant> cause = ending.call().map(_ -> departed.participant());
    change.happened(
        (conference, number, at) -> new ConferenceEvent.Ended(conference, number, at, cause));
    commit(change, refusable);
    forget(everybody);
    return departed;
  }

  private Departed leave(ChangeSet change, List<Leaving> everybody) {
    Instant now = change.now();
    List<Participant> gone = new ArrayList<>();
    List<Call> over = new ArrayList<>();
    for (Leaving each : everybody) {
      if (each.seat().speaking()) {
        change.spoke(each.seat(), false);
      }
      Participant left = each.participant(quality(each), now);
      change.happened(
          (conference, number, at) -> new ConferenceEvent.Left(conference, number, at, left));
      Call ended = change.step(each.call(now), CallProgress.COMPLETED);
      change.remove(each.seat(), left, ended);
      gone.add(left);
      over.add(ended);
    }
    return new Departed(gone.getFirst(), over.getFirst(), everybody);
  }

  /** Of a call that was never answered there is none, whatever audio its phone has sent. */
  private Optional<CallQuality> quality(Leaving leaving) {
    return leaving.joined() ? ports.audio().quality(leaving.seat().call().sid()) : Optional.empty();
  }

  private void commit(ChangeSet change, boolean refusable) {
    if (refusable) {
      writer.commit(change);
    } else {
      writer.commitAtLast(change);
    }
  }

  private void forget(List<Leaving> everybody) {
    for (Leaving each : everybody) {
      pace.withdraw(each.seat().call().sid());
      sounds.left(each.seat().call().sid());
      speech.left(each.seat().call().sid());
      each.seat().outgoing().ifPresent(OutgoingCall::over);
    }
  }
}
