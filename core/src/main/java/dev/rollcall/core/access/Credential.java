package dev.rollcall.core.access;

import java.time.Instant;

/** What a caller has proved itself with. Holds no secret. Immutable. */
public sealed interface Credential {
  /** An API token of this server: good until it is revoked or expires. */
  record OfToken(TokenId id) implements Credential {
    @Override
    public String text() {
      return "token " + id;
    }
  }

  /**
   * A token of an authorization server, which this server cannot revoke.
   *
   * @param subject whose it is, and who issued it; in printable characters
   * @param until when it stops being good
   */
  record OfIssuer(String subject, Instant until) implements Credential {
    @Override
    public String text() {
      return "oauth " + subject;
    }
  }

  /** Nothing: authorization is off. */
  record None() implements Credential {
    @Override
    public String text() {
      return "authorization is off";
    }
  }

  /** For the log; the same for all credentials of a subject that one issuer renews. */
  String text();
}
