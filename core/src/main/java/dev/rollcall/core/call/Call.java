package dev.rollcall.core.call;

import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.identity.CallSid;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One call as it is at one moment. Immutable.
 *
 * @param answered when it was answered, if it was
 * @param ended when it ended, if it did
 * @param outgoing what only a call that we made has; empty for one that came in
 */
public record Call(
    CallSid sid,
    AccountSid account,
    Parties parties,
    CallDirection direction,
    CallStatus status,
    Instant created,
    Instant updated,
    Optional<Instant> answered,
    Optional<Instant> ended,
    Optional<Outgoing> outgoing) {

  /**
   * What only a call that we made has.
   *
   * @param queueTime how long it was expected to wait for its turn when it was asked for
   * @param callback where the app is told of its progress
   * @param told how many steps of it have happened: the number of the next one, counted from 0
   * @param sipResponse the final SIP response that ended it before an answer
   */
  public record Outgoing(
      Duration queueTime,
      Optional<CallCallback> callback,
      int told,
      Optional<Integer> sipResponse) {}

  /** An inbound call that is answered at {@code now}. */
  public static Call answered(CallSid sid, AccountSid account, Parties parties, Instant now) {
    return new Call(
        sid,
        account,
        parties,
        CallDirection.INBOUND,
        CallStatus.IN_PROGRESS,
        now,
        now,
        Optional.of(now),
        Optional.empty(),
        Optional.empty());
  }

  /** A call that we are to make, at the moment it is asked for. */
  public static Call queued(
      CallSid sid,
      AccountSid account,
      Parties parties,
      Duration queueTime,
      Optional<CallCallback> callback,
      Instant now) {
    return new Call(
        sid,
        account,
        parties,
        CallDirection.OUTBOUND_API,
        CallStatus.QUEUED,
        now,
        now,
        Optional.empty(),
        Optional.empty(),
        Optional.of(new Outgoing(queueTime, callback, 0, Optional.empty())));
  }

  /** The same call, ringing since {@code now}. */
  public Call ringing(Instant now) {
    return with(CallStatus.RINGING, now, answered, ended, outgoing);
  }

  /** The same call, answered at {@code now}. */
  public Call answered(Instant now) {
    return with(CallStatus.IN_PROGRESS, now, Optional.of(now), ended, outgoing);
  }

  /** The same call, over since {@code now} after it was answered. */
  public Call completed(Instant now) {
    return over(CallStatus.COMPLETED, Optional.empty(), now);
  }

  /** The same call, over since {@code now}. */
  public Call over(CallStatus end, Optional<Integer> sipResponse, Instant now) {
    return with(
        end,
        now,
        answered,
        Optional.of(now),
        outgoing.map(
            own -> new Outgoing(own.queueTime(), own.callback(), own.told(), sipResponse)));
  }

  /** The same call with one more step that has happened; itself if it came in. */
  public Call told() {
    return with(
        status,
        updated,
        answered,
        ended,
        outgoing.map(
            own ->
                new Outgoing(own.queueTime(), own.callback(), own.told() + 1, own.sipResponse())));
  }

  /** How long the call was answered; empty until it ended. */
  public Optional<Duration> duration() {
    return ended.map(
        end -> answered.map(start -> Duration.between(start, end)).orElse(Duration.ZERO));
  }

  private Call with(
      CallStatus changed,
      Instant now,
      Optional<Instant> answeredAt,
      Optional<Instant> endedAt,
      Optional<Outgoing> own) {
    return new Call(
        sid, account, parties, direction, changed, created, now, answeredAt, endedAt, own);
  }
}
