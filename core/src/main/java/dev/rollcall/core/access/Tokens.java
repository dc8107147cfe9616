package dev.rollcall.core.access;

import dev.rollcall.core.Problem;
import dev.rollcall.core.RefusedException;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.identity.SidGenerator;
import dev.rollcall.core.journal.Journal;
import dev.rollcall.core.journal.JournalException;
import dev.rollcall.core.paging.Seek;
import dev.rollcall.core.paging.Slice;
import dev.rollcall.core.user.User;
import dev.rollcall.core.user.UserId;
import dev.rollcall.core.user.UserRecords;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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

  /** The most tokens of one user that are good at one time. */
  public static final int MOST_LIVING = 1_000;

  /** The most characters a label has. */
  public static final int LONGEST_LABEL = 255;

  /** The longest time for which a token can be made; one without an end has none. */
  public static final Duration LONGEST_LIFETIME = Duration.ofDays(36_500);

  private static final Logger log = LoggerFactory.getLogger(Tokens.class);

  private final SidGenerator sids;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Journal journal;
  private final Predicate<AccountSid> activeAccounts;
  private final HeldTokens held = new HeldTokens();
  private final ReentrantLock writing = new ReentrantLock();
  private final LastUses uses;

  /**
   * Reads all tokens that were ever made.
   *
   * @param random what secrets are drawn from; has to be a {@link java.security.SecureRandom}
   *     outside tests
   * @param activeAccounts whether an account can be used now: the tokens of others open nothing
   */
  public Tokens(
      SidGenerator sids,
      InstantSource clock,
      RandomGenerator random,
      Journal journal,
      TokenRecords records,
      UserRecords users,
      Predicate<AccountSid> activeAccounts) {
    this.sids = sids;
    this.clock = clock;
    this.random = random;
    this.journal = journal;
    this.activeAccounts = activeAccounts;
    Map<UserId, Optional<User>> known = new HashMap<>();
    for (ApiToken token : records.tokens()) {
      Optional<User> user =
          known.computeIfAbsent(token.user(), id -> users.user(token.account(), id));
      user.ifPresentOrElse(
          owner -> hold(token, owner),
          () -> log.atError().addKeyValue("token", token.id()).log("a token's user is not there"));
    }
    uses = new LastUses(journal, writing);
  }

  /**
   * A new token for {@code user}; refused with {@code TOO_MANY_TOKENS} if that has {@value
   * #MOST_LIVING} good ones already.
   *
   * @param label what it is for, at most {@value #LONGEST_LABEL} characters; may be empty
   * @param scopes what it allows, at least one
   * @param lifetime after which it opens nothing, a second at least; without an end if empty
   */
  public IssuedToken issue(
      User user, String label, Set<Scope> scopes, Optional<Duration> lifetime) {
    check(label, scopes, lifetime);
    String secret = Secrets.draw(random);
    Instant now = clock.instant();
    ApiToken token =
        new ApiToken(
            sids.id(TokenId::new),
            user.account(),
            user.id(),
            label,
            scopes,
            Secrets.hash(secret),
            now,
            lifetime.map(now::plus),
            Optional.empty(),
            Optional.empty());
    writing.lock();
    try {
      if (held.living(user.id(), now) >= MOST_LIVING) {
        throw new RefusedException(
            Problem.TOO_MANY_TOKENS,
            "The user '"
                + user.name()
                + "' has "
                + MOST_LIVING
                + " tokens that are good, and gets no more: revoke some that are not used.");
      }
      commit(token, "The token could not be made durable, so it was not made; try again.");
      hold(token, user);
    } finally {
      writing.unlock();
    }
    return new IssuedToken(token, secret);
  }

  /** Refuses what {@link #issue} refuses of these. */
  public static void check(String label, Set<Scope> scopes, Optional<Duration> lifetime) {
    if (label.codePointCount(0, label.length()) > LONGEST_LABEL
        || label.codePoints().anyMatch(Character::isISOControl)) {
      throw invalid(
          "A label has at most " + LONGEST_LABEL + " characters and no control characters.");
    }
    if (scopes.isEmpty()) {
      throw invalid("A token needs at least one scope.");
    }
    if (lifetime
        .filter(
            time ->
                time.compareTo(Duration.ofSeconds(1)) < 0 || time.compareTo(LONGEST_LIFETIME) > 0)
        .isPresent()) {
      throw invalid(
          "A token lives from 1 second to " + LONGEST_LIFETIME.toDays() + " days, or without end.");
    }
  }

  /** The tokens of an account, or of one of its users, newest first; those of no use too. */
  public Slice<ApiToken> list(AccountSid account, Optional<UserId> owner, Seek<UUID> seek) {
    return Slice.read(seek, wider -> held.list(account, owner, wider));
  }

  /**
   * Makes a token worthless; one that is so already stays as it is. Refused with {@code
   * TOKEN_NOT_FOUND} if the account has no such token.
   */
  public ApiToken revoke(AccountSid account, TokenId id) {
    HeldToken revoked =
        held.withId(id)
            .filter(each -> each.token().account().equals(account))
            .orElseThrow(
                () ->
                    new RefusedException(
                        Problem.TOKEN_NOT_FOUND,
                        "No token has the id "
                            + id
                            + ". List the tokens of this account to see their ids."));
    writing.lock();
    try {
      ApiToken before = revoked.token();
      if (before.revoked().isPresent()) {
        return before;
      }
      Instant now = clock.instant();
      commit(
          before.withRevoked(now),
          "The revocation could not be made durable: the token is still good; try again.");
      return revoked.revoke(now);
    } finally {
      writing.unlock();
    }
  }

  /**
   * The caller whom {@code secret} proves; empty if it proves nobody, or the account is not active.
   */
  public Optional<Principal> authenticate(String secret) {
    if (!Secrets.isSecret(secret)) {
      return Optional.empty();
    }
    // Found by the hash of the secret: how far a guess agrees with it does not show in time.
    Instant now = clock.instant();
    Optional<HeldToken> good =
        held.withHash(Secrets.hash(secret))
            .filter(each -> each.token().isValid(now))
            .filter(each -> activeAccounts.test(each.token().account()));
    good.filter(each -> each.used(now)).ifPresent(uses::note);
    return good.map(HeldToken::principal);
  }

  /**
   * Whether what proved {@code principal} proves it now: for what goes on after a request, such as
   * a subscription. Of a session of the console this tells whether its account is active; whether
   * what opened it is good, {@link dev.rollcall.core.account.Accounts} knows.
   */
  public boolean isGood(Principal principal) {
    Instant now = clock.instant();
    return activeAccounts.test(principal.account())
        && switch (principal.credential()) {
          case Credential.OfToken(TokenId id) ->
              held.withId(id).filter(each -> each.token().isValid(now)).isPresent();
          case Credential.OfIssuer(String _, Instant until) -> now.isBefore(until);
          case Credential.OfSession _, Credential.None _ -> true;
        };
  }

  /** Writes down when tokens were last used. */
  @Override
  public void close() {
    uses.close();
  }

  private void hold(ApiToken token, User user) {
    held.add(
        new HeldToken(
            token, new Principal(user, token.scopes(), new Credential.OfToken(token.id()))));
  }

  private void commit(ApiToken token, String explanation) {
    try {
      journal.commit(List.of(new TokenChange(token)));
    } catch (JournalException e) {
      throw new RefusedException(Problem.STORE_UNAVAILABLE, explanation, e);
    }
  }

  private static RefusedException invalid(String explanation) {
    return new RefusedException(Problem.TEXT_INVALID, explanation);
  }
}
