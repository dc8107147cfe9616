package dev.rollcall.core.roster;

import dev.rollcall.core.RefusedException;
import dev.rollcall.core.call.Call;
import dev.rollcall.core.call.CallProgress;
import dev.rollcall.core.call.CallStatus;
import dev.rollcall.core.call.Parties;
import dev.rollcall.core.conference.Conference;
import dev.rollcall.core.conference.LeaveReason;
import dev.rollcall.core.conference.Participant;
import dev.rollcall.core.conference.ParticipantStatus;
import dev.rollcall.core.event.Instigator;
import dev.rollcall.core.identity.CallSid;
import dev.rollcall.core.journal.Change;
import dev.rollcall.core.journal.UsedKey;
import dev.rollcall.core.roster.Departures.Departed;
import dev.rollcall.core.roster.Departures.Leaving;
import dev.rollcall.core.signalling.CallLeg;
import dev.rollcall.core.signalling.DialFailure;
import dev.rollcall.core.signalling.DialProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The calls that one conference makes: each is queued, begins when it is its turn, and is answered
 * or fails. Phones are called outside the conference's lock.
 */
final class Calling {
  private static final Logger log = LoggerFactory.getLogger(Calling.class);

  private final ConferenceWriter writer;
  private final Arrivals arrivals;
  private final Departures departures;
  private final CallPace pace;
  private final Gate gate;
  private final RosterPorts ports;
  private final DialProgress progress;

  Calling(
      ConferenceWriter writer,
      Arrivals arrivals,
      Departures departures,
      CallPace pace,
      Gate gate,
      RosterPorts ports,
      DialProgress progress) {
    this.writer = writer;
    this.arrivals = arrivals;
    this.departures = departures;
    this.pace = pace;
    this.gate = gate;
    this.ports = ports;
    this.progress = progress;
  }

  /** Lists somebody and has it called; empty if the conference is over. */
  Optional<Roster.Created> create(NewParticipant wanted, Optional<IdempotencyKey> key) {
    return writer.admit(
        () -> {
          new ControlRules(writer.snapshot()).checkCoached(wanted.controls().coached());
          arrivals.checkRoomFor(wanted.maximumParticipants(), wanted.label());
          CallSid call = ports.sids().call();
          Duration queueTime = pace.enqueue(call, Instigator.carried(() -> begin(call)));
          try {
            return new Roster.Created(queue(wanted, call, queueTime, key), queueTime);
          } catch (RuntimeException e) {
            pace.withdraw(call);
            throw e;
          }
        });
  }

  private Participant queue(
      NewParticipant wanted, CallSid sid, Duration queueTime, Optional<IdempotencyKey> key) {
    ChangeSet change = writer.begin();
    Instant now = change.now();
    Conference before = change.next().conference();
    Parties parties = new Parties(wanted.from(), wanted.to().shown(), wanted.displayName());
    Call call = Call.queued(sid, before.account(), parties, queueTime, wanted.callback(), now);
    Participant participant =
        new Participant(
            ports.sids().participant(),
            before.account(),
            before.sid(),
            sid,
            parties,
            wanted.label(),
            wanted.controls(),
            ParticipantStatus.QUEUED,
            now,
            now,
            Optional.empty(),
            Optional.empty());
    Conference conference = before.telling(wanted.conferenceCallback(), now);
    if (writer.isNew() || !conference.equals(before)) {
      change.set(conference);
    }
    change.set(Seat.ofOutgoing(participant, call, new OutgoingCall(before.account(), sid, wanted)));
    key.ifPresent(
        used ->
            change.keep(
                new Change.OfUsedKey(
                    new UsedKey(
                        before.account(),
                        used.key(),
                        used.fingerprint(),
                        before.sid(),
                        participant.sid(),
                        now))));
    writer.commit(change);
    return participant;
  }

  /** Calls the phone, now that it is its turn; nothing if it is not wanted any more. */
  private void begin(CallSid call) {
    writer.write(() -> connect(call)).ifPresent(this::dial);
  }

  private Optional<OutgoingCall> connect(CallSid call) {
    Optional<Seat> queued =
        writer
            .snapshot()
            .find(call)
            .filter(seat -> seat.participant().status() == ParticipantStatus.QUEUED);
    if (queued.isEmpty()) {
      return Optional.empty();
    }
    Seat seat = queued.get();
    if (!gate.isActive(seat.participant().account())) {
      giveUp(seat, "its account is not active any more");
      return Optional.empty();
    }
    ChangeSet change = writer.begin();
    change.set(
        seat.with(
            seat.participant().with(ParticipantStatus.CONNECTING, change.now()),
            change.step(seat.call(), CallProgress.INITIATED)));
    if (!writer.commitIfPossible(change, "a call begins")) {
      giveUp(seat, "that it begins could not be written to the store");
      return Optional.empty();
    }
    return seat.outgoing();
  }

  private void dial(OutgoingCall call) {
    if (call.isHungUp()) {
      return;
    }
    try {
      CallLeg leg = ports.dialer().dial(call.request(), progress);
      call.reachedBy(leg);
    } catch (RuntimeException e) {
      log.atError()
          .setCause(e)
          .addKeyValue("call", call.request().call())
          .log("a call could not be made");
      String why = e instanceof RefusedException refused ? refused.explanation() : e.toString();
      failed(call.request().call(), new DialFailure(CallStatus.FAILED, Optional.empty(), why));
    }
  }

  void ringing(CallSid call) {
    writer.run(
        () ->
            unanswered(call)
                .filter(seat -> seat.participant().status() == ParticipantStatus.CONNECTING)
                .ifPresent(this::ring));
  }

  private void ring(Seat seat) {
    ChangeSet change = writer.begin();
    change.set(
        seat.with(
            seat.participant().with(ParticipantStatus.RINGING, change.now()),
            change.step(seat.call().ringing(change.now()), CallProgress.RINGING)));
    writer.commitIfPossible(change, "a phone rings");
  }

  void earlyMedia(CallSid call) {
    writer.run(
        () ->
            unanswered(call)
                .filter(seat -> seat.outgoing().map(own -> own.wanted().earlyMedia()).orElse(false))
                .ifPresent(seat -> writer.show(writer.snapshot().with(seat.withEarlyMedia()))));
  }

  /** Lets the participant take its place; false if it is not wanted any more. */
  boolean answered(CallSid call) {
    return writer.write(
        () -> {
          Optional<Seat> unanswered = unanswered(call);
          if (unanswered.isEmpty()) {
            return writer.snapshot().find(call).isPresent();
          }
          Seat seat = unanswered.get();
          ChangeSet change = writer.begin();
          Seat connected =
              seat.with(
                  seat.participant().with(ParticipantStatus.CONNECTED, change.now()),
                  change.step(seat.call().answered(change.now()), CallProgress.ANSWERED));
          arrivals.takePlace(change, connected);
          if (!writer.commitIfPossible(change, "a call is answered")) {
            giveUp(seat, "that it was answered could not be written to the store");
            return false;
          }
          arrivals.welcome(connected);
          seat.outgoing().ifPresent(this::limit);
          return true;
        });
  }

  /**
   * Takes its leave of a participant whose call was not answered; its phone need not be hung up.
   */
  void failed(CallSid call, DialFailure failure) {
    Optional<Departed> departed =
        writer.write(
            () ->
                unanswered(call)
                    .map(
                        seat ->
                            departures.depart(
                                new Leaving(seat, LeaveReason.ADD_FAILED, Optional.of(failure)))));
    departed.ifPresent(
        gone ->
            log.atInfo()
                .addKeyValue("call", call)
                .addKeyValue("conference", gone.participant().conference())
                .log("call not answered ({}): {}", failure.status(), failure.explanation()));
  }

  private void giveUp(Seat seat, String why) {
    log.atWarn().addKeyValue("call", seat.call().sid()).log("call given up: {}", why);
    departures.depart(
        new Leaving(
            seat,
            LeaveReason.ADD_FAILED,
            Optional.of(new DialFailure(CallStatus.FAILED, Optional.empty(), why))));
  }

  /** Ends the call when its time is up. A scheduler that is shut down means the server stops. */
  private void limit(OutgoingCall outgoing) {
    Optional<Duration> limit = outgoing.wanted().timeLimit();
    if (limit.isPresent() && !ports.scheduler().isShutdown()) {
      CallSid call = outgoing.request().call();
      outgoing.limit(
          ports
              .scheduler()
              .schedule(
                  () -> Thread.startVirtualThread(() -> timeIsUp(call)),
                  limit.get().toNanos(),
                  TimeUnit.NANOSECONDS));
    }
  }

  private void timeIsUp(CallSid call) {
    Optional<Departed> departed =
        writer.write(
            () ->
                writer
                    .snapshot()
                    .find(call)
                    .map(seat -> departures.depart(new Leaving(seat, LeaveReason.TIME_LIMIT))));
    departed.ifPresent(Departed::hangUpAll);
  }

  private Optional<Seat> unanswered(CallSid call) {
    return writer.snapshot().find(call).filter(seat -> seat.participant().joined().isEmpty());
  }
}
