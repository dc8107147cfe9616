package dev.rollcall.registry;

import java.util.List;
import java.util.Optional;

/**
 * How callers of an API show who they are; told to people and agents, never used here.
 *
 * @param headerName the header that carries the secret
 * @param queryParam the query parameter that carries it
 * @param tokenUrl where OAuth tokens are had
 */
record AuthConfig(
    AuthType type,
    Optional<String> headerName,
    Optional<String> queryParam,
    Optional<String> tokenUrl,
    List<String> scopes,
    Optional<String> instructions) {
  static final AuthConfig NONE =
      new AuthConfig(
          AuthType.NONE,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          List.of(),
          Optional.empty());

  AuthConfig {
    scopes = List.copyOf(scopes);
  }
}
