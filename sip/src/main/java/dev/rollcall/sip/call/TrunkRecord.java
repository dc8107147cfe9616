package dev.rollcall.sip.call;

import dev.rollcall.core.call.CallStatus;
import dev.rollcall.core.signalling.DialFailure;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Counts how calls through one trunk go. Safe for use by many threads. */
final class TrunkRecord {
  private final Trunk trunk;
  private final InstantSource clock;
  private long calls;
  private long answered;
  private long failed;
  private Optional<Instant> lastAnswered = Optional.empty();
  private Optional<TrunkStatistics.Failure> lastFailure = Optional.empty();

  TrunkRecord(Trunk trunk, InstantSource clock) {
    this.trunk = trunk;
    this.clock = clock;
  }

  synchronized void begun() {
    calls++;
  }

  synchronized void answered() {
    answered++;
    lastAnswered = Optional.of(clock.instant());
  }

  /** Who is busy or does not answer says nothing against the trunk that led to them. */
  synchronized void failed(DialFailure failure) {
    if (failure.status() == CallStatus.FAILED) {
      failed++;
      lastFailure =
          Optional.of(new TrunkStatistics.Failure(clock.instant(), failure.explanation()));
    }
  }

  synchronized TrunkStatistics statistics() {
    return new TrunkStatistics(trunk, calls, answered, failed, lastAnswered, lastFailure);
  }
}
