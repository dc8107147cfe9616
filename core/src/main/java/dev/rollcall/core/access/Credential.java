package dev.rollcall.core.access;

import dev.rollcall.core.account.Proof;
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

  /**
   * A session of the console that the account itself opened: good until the session ends, and only
   * while {@code proof} is.
   *
   * @param proof what the session was opened with
   * @param session the session's name, which opens nothing
   */
  record OfSession(Proof proof, String session) implements Credential {
    @Override
    public String text() {
      String opener =
          switch (proof) {
            case Proof.OfAuthToken(var account) -> "account " + account;
            case Proof.OfKey(var _, var key) -> "key " + key;
            case Proof.OfUser(var _, var user) -> "user " + user;
          };
      return "console session " + session + " of " + opener;
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
