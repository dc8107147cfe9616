package dev.rollcall.core.account;

import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.identity.KeySid;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * All accounts and keys there are, found by what is asked for them. Safe for use by many threads;
 * writers take turns.
 */
final class HeldAccounts {
  private final ConcurrentMap<AccountSid, Held> accounts = new ConcurrentHashMap<>();
  private final ConcurrentMap<AccountSid, ConcurrentNavigableMap<AccountSid, Account>> families =
      new ConcurrentHashMap<>();
  private final ConcurrentMap<KeySid, ApiKey> keys = new ConcurrentHashMap<>();
  private final ConcurrentMap<AccountSid, ConcurrentNavigableMap<KeySid, ApiKey>> keysOfAccounts =
      new ConcurrentHashMap<>();

  /** An account and the hash of its auth token, so that none is made of it for each request. */
  private record Held(Account account, String hash) {}

  /** Takes in {@code account} in place of what was known of it. */
  void put(Account account) {
    accounts.put(account.sid(), new Held(account, Secrets.hash(account.authToken())));
    families
        .computeIfAbsent(account.owner(), _ -> new ConcurrentSkipListMap<>())
        .put(account.sid(), account);
  }

  Optional<Account> account(AccountSid sid) {
    return Optional.ofNullable(accounts.get(sid)).map(Held::account);
  }

  /** The hash of the account's auth token. */
  Optional<String> hash(AccountSid sid) {
    return Optional.ofNullable(accounts.get(sid)).map(Held::hash);
  }

  /** The account and its sub-accounts. */
  NavigableMap<AccountSid, Account> family(Account account) {
    if (account.isSubAccount()) {
      NavigableMap<AccountSid, Account> alone = new TreeMap<>();
      alone.put(account.sid(), account);
      return alone;
    }
    ConcurrentNavigableMap<AccountSid, Account> family = families.get(account.sid());
    return family == null ? Collections.emptyNavigableMap() : family;
  }

  /** Takes in {@code key} in place of what was known of it. */
  void put(ApiKey key) {
    keysOfAccounts
        .computeIfAbsent(key.account(), _ -> new ConcurrentSkipListMap<>())
        .put(key.sid(), key);
    keys.put(key.sid(), key);
  }

  void remove(ApiKey key) {
    keys.remove(key.sid());
    keys(key.account()).remove(key.sid());
  }

  Optional<ApiKey> key(KeySid sid) {
    return Optional.ofNullable(keys.get(sid));
  }

  NavigableMap<KeySid, ApiKey> keys(AccountSid account) {
    ConcurrentNavigableMap<KeySid, ApiKey> known = keysOfAccounts.get(account);
    return known == null ? Collections.emptyNavigableMap() : known;
  }
}
