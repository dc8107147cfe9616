package dev.rollcall.core.account;

import dev.rollcall.core.Problem;
import dev.rollcall.core.RefusedException;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.identity.KeySid;
import dev.rollcall.core.identity.SidGenerator;
import dev.rollcall.core.journal.Journal;
import dev.rollcall.core.journal.JournalException;
import dev.rollcall.core.paging.Keysets;
import dev.rollcall.core.paging.Page;
import dev.rollcall.core.paging.PageRequest;
import dev.rollcall.core.paging.Pages;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The accounts this process serves, and who speaks for them.
 *
 * <p>Some are configured: they are as long as the configuration names them, and nothing here
 * changes them. Each of those can make sub-accounts, which are in the journal. A sub-account speaks
 * for itself, and its owner speaks for it too. A sub-account has none of its own, and opens nothing
 * while its owner is not configured.
 *
 * <p>What a method changes holds for every thread from the moment it returns. Safe for use by many
 * threads.
 */
public final class Accounts {
  /** The most sub-accounts of one account that are not closed. */
  public static final int MOST_SUB_ACCOUNTS = 1_000;

  /** Characters of a sub-account's auth token. */
  public static final int AUTH_TOKEN_LENGTH = 32;

  /** The most characters a sub-account's friendly name has. */
  public static final int LONGEST_FRIENDLY_NAME = AccountWriter.LONGEST_FRIENDLY_NAME;

  private static final Logger log = LoggerFactory.getLogger(Accounts.class);
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final HeldAccounts held = new HeldAccounts();
  private final AccountWriter writer;
  private final SidGenerator sids;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Keys keys;
  private final List<Consumer<AccountSid>> closedListeners = new CopyOnWriteArrayList<>();

  /** Someone who could be speaking, and the hash of the secret that would prove it. */
  private record Claim(Proof proof, String hash) {}

  /**
   * The configured accounts, and all sub-accounts and keys that were ever made.
   *
   * @param random what secrets are drawn from; has to be a {@link SecureRandom} outside tests
   */
  public Accounts(
      List<Account> configured,
      SidGenerator sids,
      InstantSource clock,
      RandomGenerator random,
      Journal journal,
      AccountRecords records) {
    this.sids = sids;
    this.clock = clock;
    this.random = random;
    writer = new AccountWriter(journal);
    keys = new Keys(held, writer, sids, clock, random);
    configured.forEach(held::put);
    records.accounts().forEach(this::take);
    records.keys().forEach(held::put);
  }

  /** The configured accounts alone: there is no key, and neither key nor account can be made. */
  public Accounts(List<Account> configured) {
    this(
        configured,
        new SidGenerator(InstantSource.system(), new SecureRandom()),
        InstantSource.system(),
        new SecureRandom(),
        _ -> {
          throw new JournalException(
              "nothing is journaled", new UnsupportedOperationException("no journal"));
        },
        new NoRecords());
  }

  private static final class NoRecords implements AccountRecords {
    @Override
    public List<Account> accounts() {
      return List.of();
    }

    @Override
    public List<ApiKey> keys() {
      return List.of();
    }
  }

  private void take(Account kept) {
    if (held.account(kept.sid()).filter(account -> !account.isSubAccount()).isPresent()) {
      log.atWarn()
          .addKeyValue("account", kept.sid())
          .log("a sub-account is configured too: what is configured counts");
      return;
    }
    if (held.account(kept.owner()).filter(account -> !account.isSubAccount()).isEmpty()) {
      log.atWarn()
          .addKeyValue("account", kept.sid())
          .log("a sub-account opens nothing: its owner {} is not configured", kept.owner());
    }
    held.put(kept);
  }

  /** The accounts' keys. */
  public Keys keys() {
    return keys;
  }

  /**
   * What {@code user} and {@code secret} prove: the sid of an account and its auth token, or the
   * sid of a key and its secret. Empty if they prove nothing. What is proven opens something only
   * while it is {@link #isGood good}: the account may be suspended or closed.
   *
   * <p>Costs the same whatever is wrong, so that its time tells nobody what there is.
   */
  public Optional<Proof> authenticate(String user, String secret) {
    Optional<Claim> claim = claim(user);
    boolean proven =
        Secrets.agree(claim.map(Claim::hash).orElse(Secrets.NO_HASH), Secrets.hash(secret));
    return claim.map(Claim::proof).filter(_ -> proven);
  }

  private Optional<Claim> claim(String user) {
    Optional<Claim> ofAccount =
        AccountSid.parse(user)
            .flatMap(
                sid -> held.hash(sid).map(hash -> new Claim(new Proof.OfAuthToken(sid), hash)));
    return ofAccount.isPresent()
        ? ofAccount
        : KeySid.parse(user)
            .flatMap(held::key)
            .map(key -> new Claim(new Proof.OfKey(key.account(), key.sid()), key.hash()));
  }

  /**
   * Whether what was proven is so now: for what goes on after a request, such as a stream of
   * events.
   */
  public boolean isGood(Proof proof) {
    return isActive(proof.account())
        && switch (proof) {
          case Proof.OfAuthToken _, Proof.OfUser _ -> true;
          case Proof.OfKey(AccountSid _, KeySid key) -> held.key(key).isPresent();
        };
  }

  /**
   * Whether whoever speaks for {@code speaker} speaks for {@code account} too: that is itself, or
   * its sub-account in whatever state.
   */
  public boolean mayActFor(AccountSid speaker, AccountSid account) {
    return held.account(account)
        .filter(each -> each.sid().equals(speaker) || each.owner().equals(speaker))
        .isPresent();
  }

  /** Whether the account can be used: there is one, it is active, and its owner is configured. */
  public boolean isActive(AccountSid sid) {
    return held.account(sid)
        .filter(account -> account.status() == AccountStatus.ACTIVE)
        .flatMap(account -> held.account(account.owner()))
        .filter(owner -> !owner.isSubAccount())
        .isPresent();
  }

  /** The secret that signs the account's webhooks, whatever state the account is in. */
  public Optional<String> authToken(AccountSid sid) {
    return held.account(sid).map(Account::authToken);
  }

  /**
   * The account, if {@code speaker} may act for it; refused with {@code ACCOUNT_NOT_FOUND}
   * otherwise.
   */
  public Account find(AccountSid speaker, AccountSid sid) {
    return held.account(sid)
        .filter(_ -> mayActFor(speaker, sid))
        .orElseThrow(
            () ->
                new RefusedException(
                    Problem.ACCOUNT_NOT_FOUND,
                    "There is no account "
                        + sid
                        + " here for you: give the sid of your account or of one of its"
                        + " sub-accounts."));
  }

  /**
   * A page of {@code speaker} and its sub-accounts, closed ones too, in the order of their sids,
   * the largest first: of sub-accounts that is the newest.
   */
  public Page<Account> list(AccountSid speaker, AccountFilter filter, PageRequest request) {
    Account account = find(speaker, speaker);
    return Pages.of(
        request,
        each -> each.sid().id(),
        List.of(
            keyset ->
                Keysets.read(held.family(account), keyset, AccountSid::new, filter::accepts)));
  }

  /**
   * A new sub-account of {@code owner}; refused with {@code ACCOUNT_UNCHANGEABLE} if that is a
   * sub-account itself or has {@value #MOST_SUB_ACCOUNTS} that are not closed.
   *
   * @param friendlyName as {@link #isFriendlyName} allows; one that says when it was made if empty
   */
  public Account create(AccountSid owner, Optional<String> friendlyName) {
    friendlyName.ifPresent(Accounts::check);
    String authToken = Secrets.forAccount(random);
    return writer.alone(
        () -> {
          checkRoom(find(owner, owner));
          Instant now = clock.instant();
          Account made =
              new Account(
                  sids.account(),
                  owner,
                  friendlyName.orElseGet(() -> "Sub-account of " + MINUTE.format(now)),
                  AccountStatus.ACTIVE,
                  authToken,
                  Optional.of(now),
                  Optional.of(now));
          writer.commit(
              new AccountChange.OfAccount(made),
              "The account could not be made durable, so it was not made; try again.");
          held.put(made);
          return made;
        });
  }

  /**
   * Changes a sub-account. When it closes the listeners of {@link #onClosed} have been told before
   * this returns.
   *
   * <p>Refused with {@code ACCOUNT_UNCHANGEABLE}: changes of a configured account or of a closed
   * one, and changes of a sub-account's status by itself.
   */
  public Account update(AccountSid speaker, AccountSid sid, AccountUpdate update) {
    if (update.equals(AccountUpdate.NOTHING)) {
      return find(speaker, sid);
    }
    update.friendlyName().ifPresent(Accounts::check);
    Account changed =
        writer.alone(
            () -> {
              Account before = find(speaker, sid);
              checkChangeable(speaker, before, update);
              Account after = changed(before, update, clock.instant());
              writer.commit(
                  new AccountChange.OfAccount(after),
                  "The change could not be made durable: the account is as it was; try again.");
              held.put(after);
              return after;
            });
    if (changed.status() == AccountStatus.CLOSED) {
      closedListeners.forEach(listener -> tell(listener, sid));
    }
    return changed;
  }

  /**
   * Lets {@code listener} know of every account that is closed from now on, after it opens nothing
   * any more and before whoever closed it is answered.
   */
  public void onClosed(Consumer<AccountSid> listener) {
    closedListeners.add(listener);
  }

  /** Whether {@code name} can be the friendly name of a sub-account. */
  public static boolean isFriendlyName(String name) {
    return !name.isBlank() && AccountWriter.fits(name);
  }

  private static void tell(Consumer<AccountSid> listener, AccountSid closed) {
    try {
      listener.accept(closed);
    } catch (RuntimeException e) {
      // The account is closed all the same, and its caller has to hear that.
      log.atError()
          .addKeyValue("account", closed)
          .setCause(e)
          .log("what an account had going on could not be ended when it was closed");
    }
  }

  private void checkRoom(Account owner) {
    if (owner.isSubAccount()) {
      throw unchangeable("A sub-account has no sub-accounts: make it with the owner's token.");
    }
    long open =
        held.family(owner).values().stream()
            .filter(each -> each.isSubAccount() && each.status() != AccountStatus.CLOSED)
            .count();
    if (open >= MOST_SUB_ACCOUNTS) {
      throw unchangeable(
          "The account has "
              + MOST_SUB_ACCOUNTS
              + " sub-accounts and gets no more: close some that are not used.");
    }
  }

  private static void checkChangeable(AccountSid speaker, Account account, AccountUpdate update) {
    if (!account.isSubAccount()) {
      throw unchangeable(
          "The account "
              + account.sid()
              + " is one of the server's configuration, so nothing here changes it: change the"
              + " configuration. Sub-accounts can be changed here.");
    }
    if (account.status() == AccountStatus.CLOSED) {
      throw unchangeable(
          "The account " + account.sid() + " is closed, for ever: make a new sub-account.");
    }
    if (update.status().isPresent() && speaker.equals(account.sid())) {
      throw unchangeable(
          "A sub-account does not change its own status: its owner "
              + account.owner()
              + " can, with its token.");
    }
  }

  private static Account changed(Account before, AccountUpdate update, Instant now) {
    Account named =
        update.friendlyName().map(name -> before.withFriendlyName(name, now)).orElse(before);
    return update.status().map(status -> named.withStatus(status, now)).orElse(named);
  }

  private static void check(String friendlyName) {
    if (!isFriendlyName(friendlyName)) {
      throw new RefusedException(
          Problem.TEXT_INVALID,
          "The friendly name of an account has 1 to "
              + LONGEST_FRIENDLY_NAME
              + " characters, not only spaces, and no control characters.");
    }
  }

  private static RefusedException unchangeable(String explanation) {
    return new RefusedException(Problem.ACCOUNT_UNCHANGEABLE, explanation);
  }
}
