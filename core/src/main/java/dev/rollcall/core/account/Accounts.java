package dev.rollcall.core.account;

import dev.rollcall.core.identity.AccountSid;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The accounts this process serves. Immutable. */
public final class Accounts {
  private final Map<AccountSid, Account> bySid;

  public Accounts(List<Account> accounts) {
    bySid =
        accounts.stream().collect(Collectors.toUnmodifiableMap(Account::sid, Function.identity()));
  }

  /**
   * The account that {@code user} and {@code secret} prove, or empty.
   *
   * <p>Takes the same time for a wrong secret whatever its first wrong character is.
   */
  public Optional<Account> authenticate(String user, String secret) {
    return AccountSid.parse(user)
        .map(bySid::get)
        .filter(account -> MessageDigest.isEqual(utf8(account.authToken()), utf8(secret)));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
