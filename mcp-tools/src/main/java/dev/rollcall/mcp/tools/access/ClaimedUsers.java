package dev.rollcall.mcp.tools.access;

import dev.rollcall.core.Problem;
import dev.rollcall.core.RefusedException;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.user.ActorType;
import dev.rollcall.core.user.NewUser;
import dev.rollcall.core.user.User;
import dev.rollcall.core.user.UserNames;
import dev.rollcall.core.user.Users;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The users that an authorization server's tokens speak of.
 *
 * <p>A claim that is a user's name by our rules, and does not begin with {@value #PREFIX}, means
 * the user of that name. Any other claim means the user named {@value #PREFIX} and the first 40
 * hexadecimal digits of the claim's SHA-256 (in UTF-8), whose display name is the claim. So no two
 * claims ever mean the same user.
 */
final class ClaimedUsers {
  private static final String PREFIX = "oauth-";
  private static final int DIGITS = 40;
  private static final int MOST_REMEMBERED = 10_000;

  private final Users users;
  private final AccountSid account;
  private final boolean create;

  /** Users do not change once they are made. */
  private final ConcurrentMap<String, User> remembered = new ConcurrentHashMap<>();

  ClaimedUsers(Users users, AccountSid account, boolean create) {
    this.users = users;
    this.account = account;
    this.create = create;
  }

  /** The user that {@code claim} means; empty if there is none and none may be made. */
  Optional<User> user(String claim) {
    String name = name(claim);
    User known = remembered.get(name);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<User> found = users.known(account, name);
    if (found.isEmpty() && create) {
      found = Optional.of(made(name, claim));
    }
    found.ifPresent(user -> remember(name, user));
    return found;
  }

  /** The name of the user that {@code claim} means. */
  static String name(String claim) {
    return UserNames.isName(claim) && !claim.startsWith(PREFIX)
        ? claim
        : PREFIX + sha256(claim).substring(0, DIGITS);
  }

  private User made(String name, String claim) {
    try {
      return users.create(
          account, new NewUser(name, ActorType.USER, displayName(claim), List.of()));
    } catch (RefusedException e) {
      if (e.problem() == Problem.USER_NAME_IN_USE) {
        return users.named(account, name, ActorType.USER);
      }
      throw e;
    }
  }

  private void remember(String name, User user) {
    if (remembered.size() >= MOST_REMEMBERED) {
      remembered.clear();
    }
    remembered.put(name, user);
  }

  private static Optional<String> displayName(String claim) {
    boolean readable =
        claim.length() <= Users.LONGEST_DISPLAY_NAME
            && !claim.isBlank()
            && claim.codePoints().noneMatch(Character::isISOControl);
    return readable ? Optional.of(claim) : Optional.empty();
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
