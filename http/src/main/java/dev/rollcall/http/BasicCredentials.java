package dev.rollcall.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** A user and its secret as the Basic scheme carries them (RFC 7617). */
public record BasicCredentials(String user, String secret) {
  private static final String SCHEME = "Basic ";

  /**
   * The credentials of {@code request}; empty if it has no {@code Authorization} header, several,
   * or one that is not well-formed Basic.
   */
  public static Optional<BasicCredentials> of(HttpRequest request) {
    if (request.headers().all("Authorization").size() != 1) {
      return Optional.empty();
    }
    return request.headers().first("Authorization").flatMap(BasicCredentials::parse);
  }

  private static Optional<BasicCredentials> parse(String header) {
    if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return Optional.empty();
    }
    byte[] decoded;
    try {
      decoded = Base64.getDecoder().decode(header.substring(SCHEME.length()).strip());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    String pair = new String(decoded, StandardCharsets.UTF_8);
    int colon = pair.indexOf(':');
    return colon < 0
        ? Optional.empty()
        : Optional.of(new BasicCredentials(pair.substring(0, colon), pair.substring(colon + 1)));
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "BasicCredentials[" + user + "]";
  }
}
