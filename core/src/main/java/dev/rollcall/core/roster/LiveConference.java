package dev.rollcall.core.roster;

import dev.rollcall.core.Problem;
import dev.rollcall.core.RefusedException;
import dev.rollcall.core.audio.Sound;
import dev.rollcall.core.call.Call;
import dev.rollcall.core.call.CallStatus;
import dev.rollcall.core.conference.Conference;
import dev.rollcall.core.conference.Controls;
import dev.rollcall.core.conference.EndReason;
import dev.rollcall.core.conference.Ending;
import dev.rollcall.core.conference.LeaveReason;
import dev.rollcall.core.conference.Participant;
import dev.rollcall.core.conference.ParticipantStatus;
import dev.rollcall.core.event.ConferenceEvent;
import dev.rollcall.core.identity.CallSid;
import dev.rollcall.core.identity.ConferenceSid;
import dev.rollcall.core.identity.ParticipantSid;
import dev.rollcall.core.journal.Change;
import dev.rollcall.core.journal.JournalException;
import dev.rollcall.core.signalling.JoinRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The one owner of one conference while it is on.
 *
 * <p><b>One writer.</b> Every change is made under the conference's lock, and always in the same
 * order: make the next snapshot, journal it (committed), route the audio, publish the snapshot,
 * tell the events; the caller is answered after that. A change that cannot be journaled is refused
 * and leaves no trace, except departures, which have already happened.
 *
 * <p><b>Any reader.</b> {@link #snapshot} is what lists show, read without the lock.
 *
 * <p><b>Phones are hung up last</b>, outside the lock: the signalling side may come back with
 * {@link #leave} at once.
 */
final class LiveConference {
  private final ConferenceSid sid;
  private final String room;
  private final AccountRoster account;
  private final RosterSettings settings;
  private final RosterPorts ports;
  private final Set<ParticipantSid> everyone = ConcurrentHashMap.newKeySet();
  private final ReentrantLock lock = new ReentrantLock(true);
  private volatile ConferenceSnapshot snapshot;
  private boolean opened;
  private boolean closed;
  private long sequence;

  LiveConference(
      Conference conference, AccountRoster account, RosterSettings settings, RosterPorts ports) {
    this.sid = conference.sid();
    this.room = conference.friendlyName();
    this.account = account;
    this.settings = settings;
    this.ports = ports;
    this.snapshot = ConferenceSnapshot.empty(conference);
  }

  /**
   * What lists show now. Holds nobody before the first participant is journaled and after the end.
   */
  ConferenceSnapshot snapshot() {
    return snapshot;
  }

  /** Whether {@code participant} is or was in this conference. */
  boolean knows(ParticipantSid participant) {
    return everyone.contains(participant);
  }

  /** Takes a call in; empty if the conference is over, so that another must be opened. */
  Optional<Participant> join(JoinRequest request) {
    return write(
        () -> {
          if (closed) {
            return Optional.empty();
          }
          checkRoomFor(request);
          Instant now = ports.now();
          Call call = Call.answered(request.call(), request.account(), request.parties(), now);
          Participant participant =
              new Participant(
                  ports.sids().participant(),
                  request.account(),
                  sid,
                  request.call(),
                  request.parties(),
                  request.label(),
                  request.controls(),
                  ParticipantStatus.CONNECTED,
                  now,
                  now,
                  Optional.of(now),
                  Optional.empty());
          Conference before = snapshot.conference();
          Conference conference =
              request.controls().startConferenceOnEnter() ? before.started(now) : before;
          Seat seat = new Seat(participant, call, request.leg(), Optional.empty());
          ConferenceSnapshot next = snapshot.with(conference, seat);
          List<Change> changes = new ArrayList<>();
          if (!opened || !conference.equals(before)) {
            changes.add(new Change.OfConference(conference));
          }
          changes.add(new Change.OfCall(call));
          changes.add(new Change.OfParticipant(participant));
          journalOrAbandon(changes);
          opened = true;
          everyone.add(participant.sid());
          publish(next);
          account.calls().put(call.sid(), call);
          account.conferenceOfCall().put(call.sid(), this);
          account.conferences().put(sid, this);
          tell(number -> new ConferenceEvent.Joined(conference, number, now, participant));
          if (conference.status() != before.status()) {
            tell(number -> new ConferenceEvent.Started(conference, number, now));
          }
          return Optional.of(participant);
        });
  }

  /**
   * Changes how a participant takes part. {@code holdMusic} is what {@code update} names, fetched.
   */
  Participant update(
      ParticipantReference reference, ParticipantUpdate update, Optional<Sound> holdMusic) {
    return write(
        () -> {
          Seat before = seat(reference);
          ControlRules rules = new ControlRules(snapshot);
          Controls controls = rules.controls(before.participant(), update);
          Optional<Sound> music =
              holdMusic.or(before::holdMusic).filter(_ -> ControlRules.keepsMusic(update));
          if (controls.equals(before.participant().controls())
              && music.equals(before.holdMusic())) {
            return before.participant();
          }
          Instant now = ports.now();
          Participant changed = before.participant().with(controls, now);
          journal(List.of(new Change.OfParticipant(changed)));
          publish(
              snapshot.with(
                  snapshot.conference(), new Seat(changed, before.call(), before.leg(), music)));
          Conference conference = snapshot.conference();
          tell(
              number ->
                  new ConferenceEvent.Changed(
                      conference, number, now, ConferenceEvent.Changed.What.MODIFIED, changed));
          return changed;
        });
  }

  /** Removes a participant at a caller's wish. */
  Participant remove(ParticipantReference reference) {
    Departed departed = write(() -> depart(seat(reference), LeaveReason.KICKED));
    departed.legs().forEach(Leaving::hangUp);
    return departed.participant();
  }

  /** Takes note that a call is gone. */
  void leave(CallSid call, LeaveReason reason) {
    Optional<Departed> departed =
        write(() -> snapshot.find(call).map(seat -> depart(seat, reason)));
    departed.ifPresent(
        gone ->
            gone.legs().stream()
                .filter(leg -> !leg.seat().call().sid().equals(call))
                .forEach(Leaving::hangUp));
  }

  /** Ends the conference for all; empty if it was over already. */
  Optional<Conference> end(EndReason why, LeaveReason reason) {
    Optional<Departed> departed =
        write(
            () ->
                opened && !closed
                    ? Optional.of(
                        close(
                            new Ending(why, Optional.empty()), everybody(reason), ports.now(), why))
                    : Optional.empty());
    departed.ifPresent(gone -> gone.legs().forEach(Leaving::hangUp));
    return departed.map(_ -> snapshot.conference());
  }

  private void checkRoomFor(JoinRequest request) {
    if (snapshot.seats().size() >= settings.maximumParticipants()) {
      throw new RefusedException(
          Problem.CONFERENCE_FULL,
          "The conference has its "
              + settings.maximumParticipants()
              + " participants; wait until one leaves.");
    }
    request
        .label()
        .filter(label -> snapshot.find(new ParticipantReference.ByLabel(label)).isPresent())
        .ifPresent(
            label -> {
              throw new RefusedException(
                  Problem.LABEL_IN_USE,
                  "A participant of the conference has the label '" + label + "'; choose another.");
            });
  }

  private Departed depart(Seat leaver, LeaveReason reason) {
    Instant now = ports.now();
    boolean kicked = reason == LeaveReason.KICKED;
    if (leaver.participant().controls().endConferenceOnExit()) {
      List<Leaving> leaving = new ArrayList<>(everybody(LeaveReason.MODERATOR_ENDED_CONFERENCE));
      leaving.removeIf(each -> each.seat().equals(leaver));
      leaving.addFirst(new Leaving(leaver, reason));
      EndReason why =
          kicked
              ? EndReason.PARTICIPANT_WITH_END_CONFERENCE_ON_EXIT_KICKED
              : EndReason.PARTICIPANT_WITH_END_CONFERENCE_ON_EXIT_LEFT;
      return close(new Ending(why, Optional.of(leaver.call().sid())), leaving, now, why);
    }
    if (snapshot.seats().size() == 1) {
      EndReason why = kicked ? EndReason.LAST_PARTICIPANT_KICKED : EndReason.LAST_PARTICIPANT_LEFT;
      return close(
          new Ending(why, Optional.of(leaver.call().sid())),
          List.of(new Leaving(leaver, reason)),
          now,
          why);
    }
    Leaving leaving = new Leaving(leaver, reason);
    journalDepartures(leaving.changes(now), kicked);
    publish(snapshot.without(leaver));
    if (leaver.participant().controls().beepOnExit()) {
      ports.audio().beep(sid);
    }
    return forget(List.of(leaving), now);
  }

  private Departed close(Ending ending, List<Leaving> leaving, Instant now, EndReason why) {
    Conference completed = snapshot.conference().completed(ending, now);
    List<Change> changes = new ArrayList<>();
    changes.add(new Change.OfConference(completed));
    leaving.forEach(each -> changes.addAll(each.changes(now)));
    journalDepartures(changes, isAsked(why));
    closed = true;
    publish(ConferenceSnapshot.empty(completed));
    account.rooms().remove(room, this);
    account.conferences().remove(sid);
    Departed departed = forget(leaving, now);
    tell(number -> new ConferenceEvent.Ended(completed, number, now, Optional.empty()));
    return departed;
  }

  /**
   * Whether a caller asked for the end and can be refused it; otherwise it has already happened.
   */
  private static boolean isAsked(EndReason why) {
    return switch (why) {
      case ENDED_VIA_API, PARTICIPANT_WITH_END_CONFERENCE_ON_EXIT_KICKED, LAST_PARTICIPANT_KICKED ->
          true;
      case PARTICIPANT_WITH_END_CONFERENCE_ON_EXIT_LEFT,
          LAST_PARTICIPANT_LEFT,
          SERVER_STOPPED,
          SERVER_RESTARTED ->
          false;
    };
  }

  private List<Leaving> everybody(LeaveReason reason) {
    return snapshot.seats().values().stream().map(seat -> new Leaving(seat, reason)).toList();
  }

  private Departed forget(List<Leaving> leaving, Instant now) {
    Conference conference = snapshot.conference();
    for (Leaving each : leaving) {
      account.calls().remove(each.seat().call().sid());
      account.conferenceOfCall().remove(each.seat().call().sid());
      tell(number -> new ConferenceEvent.Left(conference, number, now, each.participant(now)));
    }
    return new Departed(leaving.getFirst().participant(now), leaving);
  }

  private Seat seat(ParticipantReference reference) {
    return snapshot
        .find(reference)
        .orElseThrow(
            () ->
                new RefusedException(
                    Problem.PARTICIPANT_NOT_FOUND,
                    "No such participant is in the conference now."));
  }

  private void journalOrAbandon(List<Change> changes) {
    try {
      journal(changes);
    } catch (RefusedException e) {
      if (!opened) {
        closed = true;
        account.rooms().remove(room, this);
      }
      throw e;
    }
  }

  private void journalDepartures(List<Change> changes, boolean refusable) {
    if (refusable) {
      journal(changes);
    } else {
      ports.journal().commitAtLast(changes);
    }
  }

  private void journal(List<Change> changes) {
    try {
      ports.journal().commit(changes);
    } catch (JournalException e) {
      throw new RefusedException(
          Problem.STORE_UNAVAILABLE,
          "The change could not be written to the store, so it was not made; try again. "
              + e.getMessage(),
          e);
    }
  }

  private void publish(ConferenceSnapshot next) {
    ports.audio().route(sid, next.routes());
    snapshot = next;
  }

  private void tell(Function<Long, ConferenceEvent> event) {
    ports.events().accept(event.apply(++sequence));
  }

  private <T> T write(Supplier<T> change) {
    lock.lock();
    try {
      return change.get();
    } finally {
      lock.unlock();
    }
  }

  /** A participant on its way out. */
  private record Leaving(Seat seat, LeaveReason reason) {
    Participant participant(Instant now) {
      return seat.participant().departed(reason, CallStatus.COMPLETED, now);
    }

    List<Change> changes(Instant now) {
      return List.of(
          new Change.OfParticipant(participant(now)),
          new Change.OfCall(seat.call().completed(now)));
    }

    void hangUp() {
      seat.leg().hangUp(reason);
    }
  }

  /** Who left, the one it was about first. */
  private record Departed(Participant participant, List<Leaving> legs) {}
}
