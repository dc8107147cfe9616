package dev.rollcall.rest.server;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A way to the telephone network, and how calls went there since the server's start. Whether there
 * are credentials is told, never what they are.
 *
 * @param transport udp or tcp
 * @param prefixes beginnings of the numbers it takes; all if empty
 * @param callerId shown to called phones whatever an app says
 * @param calls how many were begun
 * @param answered how many of them a phone answered
 * @param failed how many of them neither a phone answered nor anybody declined or missed
 * @param lastAnswered when a phone answered last
 * @param lastFailure why the last of those that failed did
 */
public record TrunkReport(
    String name,
    String host,
    int port,
    String transport,
    List<String> prefixes,
    boolean stripsPlus,
    Optional<String> callerId,
    boolean hasCredentials,
    long calls,
    long answered,
    long failed,
    Optional<Instant> lastAnswered,
    Optional<Failure> lastFailure) {
  public TrunkReport {
    prefixes = List.copyOf(prefixes);
  }

  /** Why a call failed. */
  public record Failure(Instant at, String explanation) {}
}
