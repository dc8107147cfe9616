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
    Optional<Instant> ended) {

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
        Optional.empty());
  }

  /** The same call, over since {@code now}. */
  public Call completed(Instant now) {
    return new Call(
        sid,
        account,
        parties,
        direction,
        CallStatus.COMPLETED,
        created,
        now,
        answered,
        Optional.of(now));
  }

  /** How long the call was answered; empty until it ended. */
  public Optional<Duration> duration() {
    return ended.map(
        end -> answered.map(start -> Duration.between(start, end)).orElse(Duration.ZERO));
  }
}
