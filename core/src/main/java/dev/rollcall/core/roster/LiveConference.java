package dev.rollcall.core.roster;

import dev.rollcall.core.Problem;
import dev.rollcall.core.RefusedException;
import dev.rollcall.core.audio.Sound;
import dev.rollcall.core.conference.Conference;
import dev.rollcall.core.conference.Controls;
import dev.rollcall.core.conference.EndReason;
import dev.rollcall.core.conference.LeaveReason;
import dev.rollcall.core.conference.Participant;
import dev.rollcall.core.event.ConferenceEvent;
import dev.rollcall.core.event.ConferenceEvent.Changed.What;
import dev.rollcall.core.identity.CallSid;
import dev.rollcall.core.roster.Departures.Departed;
import dev.rollcall.core.roster.Departures.Leaving;
import dev.rollcall.core.signalling.DialProgress;
import dev.rollcall.core.signalling.JoinRequest;
import dev.rollcall.core.web.WebTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The one owner of one conference while it is on.
 *
 * <p><b>One writer.</b> Every change is made through its {@link ConferenceWriter}, under the
 * conference's lock and always in the same order. A change that cannot be journaled is refused and
 * leaves no trace, except departures, which have already happened.
 *
 * <p><b>Any reader.</b> {@link #snapshot} is what lists show, read without the lock.
 *
 * <p><b>Phones are called and hung up outside the lock</b>: the signalling side may come back at
 * once.
 */
final class LiveConference {
  private final ConferenceWriter writer;
  private final Arrivals arrivals;
  private final Departures departures;
  private final Calling calling;
  private final Sounds sounds;
  private final Speech speech;

  LiveConference(
      Conference conference,
      AccountRoster account,
      Gate gate,
      RosterSettings settings,
      RosterPorts ports,
      DialProgress progress) {
    writer = new ConferenceWriter(this, conference, account, gate, ports);
    sounds = new Sounds(writer, ports);
    speech = new Speech(writer);
    arrivals = new Arrivals(writer, sounds, speech, settings, ports);
    departures = new Departures(writer, sounds, speech, account.pace(), ports);
    calling = new Calling(writer, arrivals, departures, account.pace(), gate, ports, progress);
  }

  /**
   * What lists show now. Holds nobody before the first participant is journaled and after the end.
   */
  ConferenceSnapshot snapshot() {
    return writer.snapshot();
  }

  /** Takes a call in; empty if the conference is over, so that another must be opened. */
  Optional<Participant> join(JoinRequest request) {
    return arrivals.join(request);
  }

  /** Lists somebody and has it called; empty if the conference is over. */
  Optional<Roster.Created> create(NewParticipant wanted, Optional<IdempotencyKey> key) {
    return calling.create(wanted, key);
  }

  /** What becomes of the calls that this conference makes. */
  Calling calling() {
    return calling;
  }

  /** Changes how a participant takes part. */
  Participant update(ParticipantReference reference, ParticipantUpdate update) {
    Seat seen = seat(reference);
    new ControlRules(snapshot()).controls(seen.participant(), update);
    CallSid call = seen.call().sid();
    Optional<Sound> holdSound =
        update
            .holdSound()
            .filter(_ -> ControlRules.keepsMusic(update))
            .map(source -> sounds.openHold(source, call));
    try {
      return writer.write(
          () -> change(seat(new ParticipantReference.ByCall(call)), update, holdSound));
    } catch (RuntimeException e) {
      holdSound.ifPresent(Sound::close);
      throw e;
    }
  }

  private Participant change(Seat before, ParticipantUpdate update, Optional<Sound> holdSound) {
    Controls old = before.participant().controls();
    Controls controls = new ControlRules(snapshot()).controls(before.participant(), update);
    Seat seat =
        before.holding(
            holdSound.or(before::holdSound).filter(_ -> ControlRules.keepsMusic(update)));
    WaitSound waitSound = update.waitSound().orElse(before.waitSound());
    boolean waitsOtherwise = !waitSound.equals(before.waitSound());
    if (waitsOtherwise || controls.hold()) {
      seat = seat.waiting(waitSound, Optional.empty());
    }
    if (!controls.equals(old) || !seat.equals(before)) {
      ChangeSet change = writer.begin();
      seat = seat.with(before.participant().with(controls, change.now()), before.call());
      change.setParticipant(seat);
      for (What what : whatChanged(old, controls, waitsOtherwise)) {
        Participant changed = seat.participant();
        change.happened(
            (conference, number, at) ->
                new ConferenceEvent.Changed(conference, number, at, what, changed));
      }
      speech.follow(change, seat);
      writer.commit(change);
      sounds.prepareWaiting(seat);
    }
    Optional<CallSid> listener = Optional.of(before.call().sid());
    update.announcement().ifPresent(source -> sounds.announce(listener, source));
    return seat.participant();
  }

  private static List<What> whatChanged(Controls old, Controls now, boolean waitsOtherwise) {
    List<What> changed = new ArrayList<>();
    if (now.muted() != old.muted()) {
      changed.add(now.muted() ? What.MUTED : What.UNMUTED);
    }
    if (now.hold() != old.hold()) {
      changed.add(now.hold() ? What.HELD : What.UNHELD);
    }
    if (waitsOtherwise
        || !now.coached().equals(old.coached())
        || now.endConferenceOnExit() != old.endConferenceOnExit()
        || now.beepOnExit() != old.beepOnExit()) {
      changed.add(What.MODIFIED);
    }
    return changed;
  }

  /** Begins to announce something to all; empty if the conference is over. */
  Optional<Conference> announce(WebTarget source) {
    return writer.write(
        () -> {
          if (!writer.isOn()) {
            return Optional.empty();
          }
          if (!snapshot().inProgress()) {
            throw new RefusedException(
                Problem.CONFERENCE_NOT_STARTED,
                "Nobody has started the conference yet, so nobody would hear an announcement; wait"
                    + " until it is in progress.");
          }
          sounds.announce(Optional.empty(), source);
          return Optional.of(snapshot().conference());
        });
  }

  /** Takes note of who speaks and who does not any more. */
  void speech(Map<CallSid, Boolean> speaking) {
    speech.heard(speaking);
  }

  /** Removes a participant at a caller's wish. */
  Departed remove(ParticipantReference reference) {
    Departed departed =
        writer.write(() -> departures.depart(new Leaving(seat(reference), LeaveReason.KICKED)));
    departed.hangUpAll();
    return departed;
  }

  /** Takes a call back that is not answered. */
  Departed cancel(CallSid call) {
    Departed departed =
        writer.write(
            () -> {
              Seat seat = seat(new ParticipantReference.ByCall(call));
              if (seat.participant().joined().isPresent()) {
                throw new RefusedException(
                    Problem.CALL_STATE_WRONG,
                    "The call is answered, so that it cannot be taken back (canceled); end it"
                        + " (completed).");
              }
              return departures.depart(new Leaving(seat, LeaveReason.KICKED));
            });
    departed.hangUpAll();
    return departed;
  }

  /** Takes note that a call is gone. */
  void leave(CallSid call, LeaveReason reason) {
    Optional<Departed> departed =
        writer.write(
            () -> snapshot().find(call).map(seat -> departures.depart(new Leaving(seat, reason))));
    departed.ifPresent(Departed::hangUpOthers);
  }

  /**
   * Ends the conference for all at a caller's wish; empty if it was over already.
   *
   * @throws RefusedException {@code STORE_UNAVAILABLE}
   */
  Optional<Conference> end() {
    return end(() -> departures.end(EndReason.ENDED_VIA_API, LeaveReason.CONFERENCE_ENDED_VIA_API));
  }

  /**
   * Ends the conference for all, which nothing can refuse; does nothing if it was over already. One
   * that is just being opened is waited for.
   */
  void endAtLast(EndReason why, LeaveReason reason) {
    end(() -> departures.endAtLast(why, reason));
  }

  private Optional<Conference> end(Supplier<Departed> ending) {
    Optional<Departed> departed =
        writer.write(() -> writer.isOn() ? Optional.of(ending.get()) : Optional.empty());
    departed.ifPresent(Departed::hangUpAll);
    return departed.map(_ -> snapshot().conference());
  }

  private Seat seat(ParticipantReference reference) {
    return snapshot().find(reference).orElseThrow(LiveConferences::noParticipant);
  }
}
