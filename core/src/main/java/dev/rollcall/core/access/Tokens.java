package dev.rollcall.core.access;

import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.identity.SidGenerator;
import dev.rollcall.core.journal.Journal;
import dev.rollcall.core.user.User;
import dev.rollcall.core.user.UserRecords;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * The tokens of all accounts, in memory and in the journal. A revoked token opens nothing from the
 * moment {@link #revoke} returns. Safe for use by many threads.
 */
public final class Tokens implements AutoCloseable {
  /** What a token may do if its maker does not say: everything but the admin scope. */
  public static final Set<Scope> USUAL_SCOPES =
      Set.of(
          Scope.CONVERSATIONS_READ,
          Scope.CONVERSATIONS_WRITE,
          Scope.PARTICIPANTS_WRITE,
          Scope.MESSAGES_WRITE,
          Scope.READ_STATE_WRITE,
          Scope.CONFERENCES_READ,
          Scope.CONFERENCES_WRITE);

  /**
   * @param random what secrets are drawn from; has to be a {@link java.security.SecureRandom}
   *     outside tests
   */
  public Tokens(
      SidGenerator sids,
      InstantSource clock,
      RandomGenerator random,
      Journal journal,
      TokenRecords records,
      UserRecords users) {
    dev.rollcall.core.Unbuilt.done();
  }

  public IssuedToken issue(
      User user, String label, Set<Scope> scopes, Optional<Duration> lifetime) {
    return dev.rollcall.core.Unbuilt.yet();
  }

  /** The account's tokens, newest first; revoked and expired ones too. */
  public List<ApiToken> list(AccountSid account) {
    return dev.rollcall.core.Unbuilt.yet();
  }

  /** Makes a token worthless; one that is so already stays as it is. */
  public ApiToken revoke(AccountSid account, TokenId id) {
    return dev.rollcall.core.Unbuilt.yet();
  }

  /** The caller whom {@code secret} proves; empty if it proves nobody. */
  public Optional<Principal> authenticate(String secret) {
    return dev.rollcall.core.Unbuilt.yet();
  }

  /** Writes down when tokens were last used. */
  @Override
  public void close() {
    dev.rollcall.core.Unbuilt.done();
  }
}
