package dev.rollcall.console;

import dev.rollcall.core.RefusedException;
import dev.rollcall.core.access.Credential;
import dev.rollcall.core.access.Principal;
import dev.rollcall.core.account.Proof;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.user.ActorType;
import dev.rollcall.core.user.NewUser;
import dev.rollcall.core.user.User;
import dev.rollcall.core.user.UserId;
import dev.rollcall.core.user.Users;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * As whom sessions act where only users do, as in conversations: a token's user as itself; the
 * account, which is nobody in particular, as the user {@value #NAME} of its own, made when it is
 * first needed. Which scopes that one has depends on what the session was opened with ({@link
 * Visitor#scopes}).
 *
 * <p>Safe for use by many threads.
 */
final class Acting {
  /** What the user is called by whom accounts act. */
  static final String NAME = "console";

  private static final String DISPLAY_NAME = "Console";

  private final Users users;

  /** Users stay as they are made, so one found once is not asked for again. */
  private final Map<AccountSid, User> known = new ConcurrentHashMap<>();

  Acting(Users users) {
    this.users = users;
  }

  /**
   * The principal of a session.
   *
   * @throws RefusedException {@code STORE_UNAVAILABLE} if its user can be neither read nor made
   */
  Principal as(Session session) {
    return switch (session.visitor()) {
      case Visitor.OfUser(Principal principal) -> principal;
      case Visitor.OfAccount(Proof proof) ->
          new Principal(
              user(proof.account()),
              EnumSet.copyOf(session.visitor().scopes()),
              new Credential.OfSession(proof, session.name()));
    };
  }

  /** The user by whom a visitor acts; empty if it has not been needed yet or cannot be read. */
  Optional<UserId> id(Visitor visitor) {
    return switch (visitor) {
      case Visitor.OfUser(Principal principal) -> Optional.of(principal.user().id());
      case Visitor.OfAccount(Proof proof) -> {
        try {
          yield find(proof.account()).map(User::id);
        } catch (RefusedException _) {
          // Who has signed in can be told without it.
          yield Optional.empty();
        }
      }
    };
  }

  private User user(AccountSid account) {
    return find(account).orElseGet(() -> make(account));
  }

  private Optional<User> find(AccountSid account) {
    User before = known.get(account);
    if (before != null) {
      return Optional.of(before);
    }
    Optional<User> found = users.known(account, NAME);
    found.ifPresent(user -> known.put(account, user));
    return found;
  }

  /** It is a person who sits at the console, so it is no bot's or agent's word that is read. */
  private User make(AccountSid account) {
    try {
      return users.create(
          account, new NewUser(NAME, ActorType.USER, Optional.of(DISPLAY_NAME), List.of()));
    } catch (RefusedException e) {
      // Another session may have made it meanwhile.
      return find(account).orElseThrow(() -> e);
    }
  }
}
