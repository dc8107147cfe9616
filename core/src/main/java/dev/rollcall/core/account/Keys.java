package dev.rollcall.core.account;

import dev.rollcall.core.Problem;
import dev.rollcall.core.RefusedException;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.identity.KeySid;
import dev.rollcall.core.identity.SidGenerator;
import dev.rollcall.core.paging.Keysets;
import dev.rollcall.core.paging.Page;
import dev.rollcall.core.paging.PageRequest;
import dev.rollcall.core.paging.Pages;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The API keys of all accounts, in memory and in the journal. An account has several at a time, so
 * that a new one can be in use everywhere before the old one is removed. A key opens everything
 * from the moment {@link #create} returns and nothing from the moment {@link #remove} does. Safe
 * for use by many threads.
 */
public final class Keys {
  /** The most keys of one account. */
  public static final int MOST = 100;

  /** Characters of a key's secret. */
  public static final int SECRET_LENGTH = 32;

  /** The most characters a friendly name has. */
  public static final int LONGEST_FRIENDLY_NAME = AccountWriter.LONGEST_FRIENDLY_NAME;

  private final HeldAccounts held;
  private final AccountWriter writer;
  private final SidGenerator sids;
  private final InstantSource clock;
  private final RandomGenerator random;

  Keys(
      HeldAccounts held,
      AccountWriter writer,
      SidGenerator sids,
      InstantSource clock,
      RandomGenerator random) {
    this.held = held;
    this.writer = writer;
    this.sids = sids;
    this.clock = clock;
    this.random = random;
  }

  /** Whether {@code name} can be the friendly name of a key. */
  public static boolean isFriendlyName(String name) {
    return AccountWriter.fits(name);
  }

  /** A page of the account's keys, newest first. */
  public Page<ApiKey> list(AccountSid account, PageRequest request) {
    return Pages.of(
        request,
        key -> key.sid().id(),
        List.of(keyset -> Keysets.read(held.keys(account), keyset, KeySid::new, _ -> true)));
  }

  /** The key; refused with {@code KEY_NOT_FOUND} if the account has no such key. */
  public ApiKey find(AccountSid account, KeySid sid) {
    return held.key(sid)
        .filter(key -> key.account().equals(account))
        .orElseThrow(
            () ->
                new RefusedException(
                    Problem.KEY_NOT_FOUND,
                    "The account has no key "
                        + sid
                        + ". List its keys to see their sids; one that was removed is gone."));
  }

  /**
   * A new key for the account; refused with {@code ACCOUNT_UNCHANGEABLE} if that is closed or has
   * {@value #MOST} keys already.
   *
   * @param friendlyName what it is for, at most {@value #LONGEST_FRIENDLY_NAME} characters; may be
   *     empty
   */
  public NewKey create(AccountSid account, String friendlyName) {
    check(friendlyName);
    String secret = Secrets.forKey(random);
    return writer.alone(
        () -> {
          checkRoom(account);
          Instant now = clock.instant();
          ApiKey key =
              new ApiKey(sids.key(), account, friendlyName, Secrets.hash(secret), now, now);
          writer.commit(
              new AccountChange.OfKey(key),
              "The key could not be made durable, so it was not made; try again.");
          held.put(key);
          return new NewKey(key, secret);
        });
  }

  /** Gives the key another friendly name. */
  public ApiKey rename(AccountSid account, KeySid sid, String friendlyName) {
    check(friendlyName);
    return writer.alone(
        () -> {
          ApiKey renamed = find(account, sid).withFriendlyName(friendlyName, clock.instant());
          writer.commit(
              new AccountChange.OfKey(renamed),
              "The key's new name could not be made durable: it has the old one; try again.");
          held.put(renamed);
          return renamed;
        });
  }

  /** Removes the key: it opens nothing any more, and is in no list. */
  public void remove(AccountSid account, KeySid sid) {
    ApiKey _ =
        writer.alone(
            () -> {
              ApiKey key = find(account, sid);
              writer.commit(
                  new AccountChange.KeyGone(sid),
                  "The removal could not be made durable: the key is still good; try again.");
              held.remove(key);
              return key;
            });
  }

  private void checkRoom(AccountSid account) {
    if (held.account(account).filter(each -> each.status() != AccountStatus.CLOSED).isEmpty()) {
      throw new RefusedException(
          Problem.ACCOUNT_UNCHANGEABLE, "The account is closed, so it gets no key.");
    }
    if (held.keys(account).size() >= MOST) {
      throw new RefusedException(
          Problem.ACCOUNT_UNCHANGEABLE,
          "The account has " + MOST + " keys and gets no more: remove some that are not used.");
    }
  }

  private static void check(String friendlyName) {
    if (!isFriendlyName(friendlyName)) {
      throw new RefusedException(
          Problem.TEXT_INVALID,
          "The friendly name of a key has at most "
              + LONGEST_FRIENDLY_NAME
              + " characters and no control characters.");
    }
  }
}
