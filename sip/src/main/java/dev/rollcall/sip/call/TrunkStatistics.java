package dev.rollcall.sip.call;

import java.time.Instant;
import java.util.Optional;

/**
 * How calls through one trunk went since the server's start.
 *
 * @param calls how many were begun
 * @param answered how many of them a phone answered
 * @param failed how many came to nothing for another reason than that the called did not want or
 *     did not hear
 * @param lastAnswered when a phone answered last
 * @param lastFailure the last of those that failed
 */
public record TrunkStatistics(
    Trunk trunk,
    long calls,
    long answered,
    long failed,
    Optional<Instant> lastAnswered,
    Optional<Failure> lastFailure) {
  /** Why a call failed; never longer than a few hundred characters. */
  public record Failure(Instant at, String explanation) {}
}
