package dev.rollcall.rest.server;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How a server does at one moment, and what it is set to. Has no secret in it.
 *
 * @param publicUrl how others reach it, if that is configured
 * @param privateTargetsAllowed whether addresses that apps name may be loopback and private ones
 * @param checks in the order in which they are shown
 * @param use in the order in which they are shown
 */
public record ServerReport(
    String version,
    Instant startedAt,
    Duration uptime,
    Optional<URI> publicUrl,
    boolean privateTargetsAllowed,
    List<Check> checks,
    List<Use> use,
    Limits limits,
    List<Listener> listeners,
    List<Retention> retention,
    List<TrunkReport> trunks) {
  public ServerReport {
    checks = List.copyOf(checks);
    use = List.copyOf(use);
    listeners = List.copyOf(listeners);
    retention = List.copyOf(retention);
    trunks = List.copyOf(trunks);
  }

  /**
   * Whether a part does what it is there for.
   *
   * @param explanation a sentence for people, with the figures it is judged by
   */
  public record Check(String name, boolean ok, String explanation) {}

  /**
   * How much of something is in use.
   *
   * @param most empty if nothing but the machine limits it
   */
  public record Use(String name, long used, OptionalLong most) {}

  /**
   * What each of many may have.
   *
   * @param longestQueue how long a call may have to wait before it is refused
   */
  public record Limits(int participantsPerConference, int callsPerSecond, Duration longestQueue) {}

  /**
   * How long something is kept.
   *
   * @param time empty if it is never removed
   */
  public record Retention(String of, Optional<Duration> time) {}
}
