package dev.rollcall.sip.digest;

import dev.rollcall.core.signalling.SipCredentials;

/** How a challenge is answered (RFC 7616 §3.4); no state, and nothing of the network. */
public final class DigestAuthentication {
  private DigestAuthentication() {}

  /**
   * The value of the Authorization or Proxy-Authorization header that answers a challenge.
   *
   * @param method of the request that is to be let through
   * @param uri its Request-URI as it goes out
   * @param cnonce our own random word, without quotes and backslashes
   * @param count how many requests this nonce has been used for, with this one; from 1
   */
  public static String answer(
      DigestChallenge challenge,
      SipCredentials credentials,
      String method,
      String uri,
      String cnonce,
      long count) {
    StringBuilder value =
        new StringBuilder("Digest username=\"")
            .append(escaped(credentials.user()))
            .append("\", realm=\"")
            .append(challenge.realm())
            .append("\", nonce=\"")
            .append(challenge.nonce())
            .append("\", uri=\"")
            .append(uri)
            .append("\", response=\"")
            .append(response(challenge, credentials, method, uri, cnonce, count))
            .append("\", algorithm=")
            .append(challenge.algorithm().written());
    if (challenge.qop()) {
      value.append(", cnonce=\"").append(cnonce).append("\", qop=auth, nc=").append(counted(count));
    }
    challenge.opaque().ifPresent(opaque -> value.append(", opaque=\"").append(opaque).append('"'));
    return value.toString();
  }

  /** The {@code response} of such an answer, in lower-case hex digits. */
  static String response(
      DigestChallenge challenge,
      SipCredentials credentials,
      String method,
      String uri,
      String cnonce,
      long count) {
    DigestAlgorithm algorithm = challenge.algorithm();
    String secret =
        algorithm.hash(credentials.user() + ":" + challenge.realm() + ":" + credentials.password());
    if (algorithm.isSession()) {
      secret = algorithm.hash(secret + ":" + challenge.nonce() + ":" + cnonce);
    }
    String request = algorithm.hash(method + ":" + uri);
    return challenge.qop()
        ? algorithm.hash(
            String.join(":", secret, challenge.nonce(), counted(count), cnonce, "auth", request))
        : algorithm.hash(secret + ":" + challenge.nonce() + ":" + request);
  }

  private static String counted(long count) {
    return String.format("%08x", count);
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"");
  }
}
