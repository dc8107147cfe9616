package dev.rollcall.server.configuration;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * The door for AI agents.
 *
 * @param openUser who everybody is while authorization is off
 * @param publicUrl how others reach the server, without a slash at its end
 * @param allowedHosts further values of the Host header
 * @param allowedOrigins further values of the Origin header
 * @param maxCallsPerSecond of one user; 0 for no limit
 * @param oauth the authorization server whose tokens are accepted
 */
public record McpOptions(
    Authorization authorization,
    String openUser,
    Optional<URI> publicUrl,
    Set<String> allowedHosts,
    Set<String> allowedOrigins,
    int maxSessions,
    Duration sessionIdle,
    int maxCallsPerSecond,
    int maxStreams,
    Optional<OAuthOptions> oauth) {
  public McpOptions {
    allowedHosts = Set.copyOf(allowedHosts);
    allowedOrigins = Set.copyOf(allowedOrigins);
  }

  /** Whether callers have to prove who they are. */
  public enum Authorization {
    TOKEN,
    OFF
  }
}
