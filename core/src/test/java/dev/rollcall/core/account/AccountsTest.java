package dev.rollcall.core.account;

import static dev.rollcall.core.account.TestAccounts.ALICE;
import static dev.rollcall.core.account.TestAccounts.BOB;
import static dev.rollcall.core.account.TestAccounts.START;
import static dev.rollcall.core.account.TestAccounts.TOKEN_OF_ALICE;
import static dev.rollcall.core.account.TestAccounts.TOKEN_OF_BOB;
import static dev.rollcall.core.account.TestAccounts.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.Problem;
import dev.rollcall.core.RefusedException;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.paging.Cursor;
import dev.rollcall.core.paging.Page;
import dev.rollcall.core.paging.PageRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AccountsTest {
  private final TestAccounts test = new TestAccounts();
  private final Accounts accounts = test.started();

  @Test
  void knowsAnAccountByItsSecret() {
    assertThat(accounts.authenticate(ALICE.text(), TOKEN_OF_ALICE))
        .contains(new Proof.OfAuthToken(ALICE));
    assertThat(new Proof.OfAuthToken(ALICE).mayManage()).isTrue();
  }

  @Test
  void refusesAnotherSecretAnotherAccountAndNonsense() {
    assertThat(accounts.authenticate(ALICE.text(), TOKEN_OF_BOB)).isEmpty();
    assertThat(accounts.authenticate(ALICE.text(), TOKEN_OF_ALICE + "x")).isEmpty();
    assertThat(accounts.authenticate(ALICE.text(), "")).isEmpty();
    assertThat(accounts.authenticate("AC" + "f".repeat(32), TOKEN_OF_ALICE)).isEmpty();
    assertThat(accounts.authenticate("SK" + "f".repeat(32), TOKEN_OF_ALICE)).isEmpty();
    assertThat(accounts.authenticate("alice", TOKEN_OF_ALICE)).isEmpty();
    assertThat(accounts.authenticate("", "")).isEmpty();
  }

  @Test
  void takesNoSecretForAnAccountThatIsNotThere() {
    assertThat(accounts.authenticate("AC" + "f".repeat(32), Secrets.NO_HASH)).isEmpty();
    assertThat(Secrets.agree(Secrets.NO_HASH, Secrets.hash(""))).isFalse();
    assertThat(Secrets.agree(Secrets.hash("a"), Secrets.hash("a"))).isTrue();
    assertThat(Secrets.agree(Secrets.hash("a"), Secrets.hash("b"))).isFalse();
  }

  @Test
  void keepsSecretsOutOfText() {
    Account made = accounts.create(ALICE, Optional.empty());

    assertThat(new Account(ALICE, TOKEN_OF_ALICE).toString())
        .contains(ALICE.text())
        .doesNotContain(TOKEN_OF_ALICE);
    assertThat(made.toString()).contains(made.sid().text()).doesNotContain(made.authToken());
    assertThat(new AccountChange.OfAccount(made).toString()).doesNotContain(made.authToken());
  }

  @Test
  void makesASubAccountThatSpeaksForItself() {
    Account made = accounts.create(ALICE, Optional.of("Müller & sons"));

    assertThat(made.owner()).isEqualTo(ALICE);
    assertThat(made.isSubAccount()).isTrue();
    assertThat(made.friendlyName()).isEqualTo("Müller & sons");
    assertThat(made.status()).isEqualTo(AccountStatus.ACTIVE);
    assertThat(made.authToken()).matches("[0-9a-f]{32}");
    assertThat(made.created()).contains(START);
    assertThat(accounts.authenticate(made.sid().text(), made.authToken()))
        .contains(new Proof.OfAuthToken(made.sid()));
    assertThat(accounts.authToken(made.sid())).contains(made.authToken());
    assertThat(accounts.create(ALICE, Optional.empty()).authToken()).isNotEqualTo(made.authToken());
  }

  @Test
  void namesASubAccountByItsTimeIfNobodyElseDoes() {
    assertThat(accounts.create(ALICE, Optional.empty()).friendlyName())
        .isEqualTo("Sub-account of 2026-11-21 08:00 UTC");
  }

  @Test
  void letsAnOwnerActForItsSubAccountsAndNobodyElse() {
    Account ofAlice = accounts.create(ALICE, Optional.empty());
    Account other = accounts.create(ALICE, Optional.empty());

    assertThat(accounts.mayActFor(ALICE, ALICE)).isTrue();
    assertThat(accounts.mayActFor(ALICE, ofAlice.sid())).isTrue();
    assertThat(accounts.mayActFor(ofAlice.sid(), ofAlice.sid())).isTrue();
    assertThat(accounts.mayActFor(ofAlice.sid(), ALICE)).isFalse();
    assertThat(accounts.mayActFor(ofAlice.sid(), other.sid())).isFalse();
    assertThat(accounts.mayActFor(BOB, ofAlice.sid())).isFalse();
    assertThat(accounts.mayActFor(ALICE, BOB)).isFalse();
    assertThat(accounts.mayActFor(absent(), absent())).isFalse();
  }

  @Test
  void showsASubAccountToNobodyElse() {
    Account ofAlice = accounts.create(ALICE, Optional.empty());

    assertRefused(Problem.ACCOUNT_NOT_FOUND, () -> accounts.find(BOB, ofAlice.sid()));
    assertRefused(Problem.ACCOUNT_NOT_FOUND, () -> accounts.find(ofAlice.sid(), ALICE));
    assertRefused(Problem.ACCOUNT_NOT_FOUND, () -> accounts.find(ALICE, absent()));
    assertRefused(
        Problem.ACCOUNT_NOT_FOUND,
        () -> accounts.update(BOB, ofAlice.sid(), status(AccountStatus.CLOSED)));
    assertThat(sids(accounts.list(BOB, AccountFilter.ALL, PageRequest.first(50))))
        .containsExactly(BOB);
  }

  @Test
  void opensNothingWhileItIsSuspended() {
    Account made = accounts.create(ALICE, Optional.empty());
    NewKey key = accounts.keys().create(made.sid(), "");
    Proof proof = accounts.authenticate(key.key().sid().text(), key.secret()).orElseThrow();

    accounts.update(ALICE, made.sid(), status(AccountStatus.SUSPENDED));
    assertNotGood(accounts, made.sid().text(), made.authToken());
    assertNotGood(accounts, key.key().sid().text(), key.secret());
    assertThat(accounts.isGood(proof)).isFalse();
    assertThat(accounts.isActive(made.sid())).isFalse();
    assertThat(accounts.mayActFor(ALICE, made.sid())).isTrue();
    assertThat(accounts.authToken(made.sid())).contains(made.authToken());

    accounts.update(ALICE, made.sid(), status(AccountStatus.ACTIVE));
    assertThat(accounts.authenticate(made.sid().text(), made.authToken())).isPresent();
    assertThat(accounts.authenticate(key.key().sid().text(), key.secret())).contains(proof);
    assertThat(accounts.isGood(proof)).isTrue();
  }

  @Test
  void staysClosedOnceItIs() {
    Account made = accounts.create(ALICE, Optional.of("soon gone"));
    test.clock.advance(Duration.ofHours(1));

    Account closed = accounts.update(ALICE, made.sid(), status(AccountStatus.CLOSED));

    assertThat(closed.status()).isEqualTo(AccountStatus.CLOSED);
    assertThat(closed.created()).contains(START);
    assertThat(closed.updated()).contains(START.plus(Duration.ofHours(1)));
    assertNotGood(accounts, made.sid().text(), made.authToken());
    assertRefused(
        Problem.ACCOUNT_UNCHANGEABLE,
        () -> accounts.update(ALICE, made.sid(), status(AccountStatus.ACTIVE)));
    assertRefused(
        Problem.ACCOUNT_UNCHANGEABLE, () -> accounts.update(ALICE, made.sid(), name("again")));
    assertRefused(Problem.ACCOUNT_UNCHANGEABLE, () -> accounts.keys().create(made.sid(), "late"));
    assertNotGood(test.started(), made.sid().text(), made.authToken());
  }

  @Test
  void tellsOfTheEndOfAnAccountOnceItOpensNothing() {
    Account made = accounts.create(ALICE, Optional.empty());
    List<String> told = new ArrayList<>();
    accounts.onClosed(
        sid -> {
          throw new IllegalStateException("the first listener fails");
        });
    accounts.onClosed(sid -> told.add(sid + " " + accounts.isActive(sid)));

    accounts.update(ALICE, made.sid(), status(AccountStatus.SUSPENDED));
    accounts.update(ALICE, made.sid(), name("still there"));
    assertThat(told).isEmpty();
    accounts.update(ALICE, made.sid(), status(AccountStatus.CLOSED));
    assertThat(told).containsExactly(made.sid() + " false");
  }

  @Test
  void changesOnlyWhatIsAsked() {
    Account made = accounts.create(ALICE, Optional.of("before"));

    assertThat(accounts.update(ALICE, made.sid(), AccountUpdate.NOTHING)).isEqualTo(made);
    assertThat(accounts.update(ALICE, ALICE, AccountUpdate.NOTHING).sid()).isEqualTo(ALICE);
    Account renamed = accounts.update(made.sid(), made.sid(), name("after"));
    assertThat(renamed.friendlyName()).isEqualTo("after");
    assertThat(renamed.status()).isEqualTo(AccountStatus.ACTIVE);
    Account suspended = accounts.update(ALICE, made.sid(), status(AccountStatus.SUSPENDED));
    assertThat(suspended.friendlyName()).isEqualTo("after");
    assertThat(suspended.authToken()).isEqualTo(made.authToken());
  }

  @ParameterizedTest
  @EnumSource(AccountStatus.class)
  void letsNobodyChangeWhatIsConfigured(AccountStatus status) {
    assertRefused(
        Problem.ACCOUNT_UNCHANGEABLE, () -> accounts.update(ALICE, ALICE, status(status)));
    assertRefused(Problem.ACCOUNT_UNCHANGEABLE, () -> accounts.update(ALICE, ALICE, name("new")));
    assertThat(accounts.authenticate(ALICE.text(), TOKEN_OF_ALICE)).isPresent();
  }

  @ParameterizedTest
  @EnumSource(AccountStatus.class)
  void letsNoSubAccountChangeItsOwnStatus(AccountStatus status) {
    Account made = accounts.create(ALICE, Optional.empty());

    assertRefused(
        Problem.ACCOUNT_UNCHANGEABLE,
        () -> accounts.update(made.sid(), made.sid(), status(status)));
    assertThat(accounts.find(ALICE, made.sid())).isEqualTo(made);
  }

  @Test
  void givesSubAccountsNoneOfTheirOwn() {
    Account made = accounts.create(ALICE, Optional.empty());

    assertRefused(
        Problem.ACCOUNT_UNCHANGEABLE, () -> accounts.create(made.sid(), Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "two\nlines", "x", "\u0000"})
  void refusesFriendlyNamesThatNobodyCanRead(String given) {
    String name = given.equals("x") ? "x".repeat(Accounts.LONGEST_FRIENDLY_NAME + 1) : given;
    Account made = accounts.create(ALICE, Optional.of("y".repeat(64)));

    assertRefused(Problem.TEXT_INVALID, () -> accounts.create(ALICE, Optional.of(name)));
    assertRefused(Problem.TEXT_INVALID, () -> accounts.update(ALICE, made.sid(), name(name)));
  }

  @Test
  void listsAnOwnerAndItsSubAccounts() {
    List<AccountSid> newestFirst = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      newestFirst.addFirst(accounts.create(ALICE, Optional.of("n" + i)).sid());
    }
    Account ofBob = accounts.create(BOB, Optional.empty());
    accounts.update(ALICE, newestFirst.getFirst(), status(AccountStatus.CLOSED));
    List<AccountSid> all = new ArrayList<>(newestFirst);
    all.add(ALICE);

    assertThat(sids(accounts.list(ALICE, AccountFilter.ALL, PageRequest.first(50))))
        .containsExactlyElementsOf(all);
    assertThat(sids(accounts.list(ofBob.sid(), AccountFilter.ALL, PageRequest.first(50))))
        .containsExactly(ofBob.sid());
    assertThat(sids(accounts.list(ALICE, named("n3"), PageRequest.first(50))))
        .containsExactly(newestFirst.get(1));
    assertThat(sids(accounts.list(ALICE, in(AccountStatus.CLOSED), PageRequest.first(50))))
        .containsExactly(newestFirst.getFirst());
    assertThat(
            sids(
                accounts.list(
                    ALICE,
                    new AccountFilter(Optional.of("n3"), Optional.of(AccountStatus.CLOSED)),
                    PageRequest.first(50))))
        .isEmpty();
  }

  @Test
  void walksPagesForthAndBack() {
    for (int i = 0; i < 5; i++) {
      accounts.create(ALICE, Optional.empty());
    }
    List<AccountSid> all = sids(accounts.list(ALICE, AccountFilter.ALL, PageRequest.first(50)));

    Page<Account> first = accounts.list(ALICE, AccountFilter.ALL, PageRequest.first(2));
    Page<Account> second = accounts.list(ALICE, AccountFilter.ALL, at(Cursor.after(last(first))));
    Page<Account> third = accounts.list(ALICE, AccountFilter.ALL, at(Cursor.after(last(second))));
    UUID top = third.items().getFirst().sid().id();
    Page<Account> back = accounts.list(ALICE, AccountFilter.ALL, at(Cursor.before(top)));

    assertThat(sids(first)).isEqualTo(all.subList(0, 2));
    assertThat(sids(second)).isEqualTo(all.subList(2, 4));
    assertThat(sids(third)).isEqualTo(all.subList(4, 6));
    assertThat(third.hasNext()).isFalse();
    assertThat(sids(back)).isEqualTo(sids(second));
  }

  @Test
  void remembersWhatWasMadeAndChanged() {
    Account kept = accounts.create(ALICE, Optional.of("before"));
    accounts.update(ALICE, kept.sid(), name("after"));
    Account suspended = accounts.create(ALICE, Optional.empty());
    accounts.update(ALICE, suspended.sid(), status(AccountStatus.SUSPENDED));

    Accounts later = test.started();

    assertThat(later.authenticate(kept.sid().text(), kept.authToken())).isPresent();
    assertThat(later.find(ALICE, kept.sid())).isEqualTo(accounts.find(ALICE, kept.sid()));
    assertNotGood(later, suspended.sid().text(), suspended.authToken());
    assertThat(later.find(ALICE, suspended.sid()).status()).isEqualTo(AccountStatus.SUSPENDED);
  }

  @Test
  void letsSubAccountsRestWhileTheirOwnerIsNotConfigured() {
    Account made = accounts.create(ALICE, Optional.empty());

    Accounts without = test.started(new Account(BOB, TOKEN_OF_BOB));
    assertNotGood(without, made.sid().text(), made.authToken());
    assertThat(without.isActive(made.sid())).isFalse();
    assertThat(without.mayActFor(BOB, made.sid())).isFalse();

    assertThat(test.started().authenticate(made.sid().text(), made.authToken())).isPresent();
  }

  @Test
  void goesByTheConfigurationWhereThatNamesASubAccount() {
    Account made = accounts.create(ALICE, Optional.empty());

    Accounts later =
        test.started(new Account(ALICE, TOKEN_OF_ALICE), new Account(made.sid(), "configured"));

    assertThat(later.authenticate(made.sid().text(), made.authToken())).isEmpty();
    assertThat(later.authenticate(made.sid().text(), "configured")).isPresent();
    assertThat(later.mayActFor(ALICE, made.sid())).isFalse();
  }

  @Test
  void changesNothingThatCannotBeMadeDurable() {
    Account made = accounts.create(ALICE, Optional.of("before"));
    List<AccountSid> told = new ArrayList<>();
    accounts.onClosed(told::add);
    test.store.failing(true);

    assertRefused(
        Problem.STORE_UNAVAILABLE, () -> accounts.create(ALICE, Optional.of("never made")));
    assertRefused(
        Problem.STORE_UNAVAILABLE,
        () -> accounts.update(ALICE, made.sid(), status(AccountStatus.CLOSED)));

    assertThat(told).isEmpty();
    assertThat(accounts.find(ALICE, made.sid())).isEqualTo(made);
    assertThat(sids(accounts.list(ALICE, AccountFilter.ALL, PageRequest.first(50))))
        .containsExactly(made.sid(), ALICE);
    assertThat(accounts.authenticate(made.sid().text(), made.authToken())).isPresent();
  }

  @Test
  void makesNothingWithoutAJournal() {
    Accounts alone = new Accounts(List.of(new Account(ALICE, TOKEN_OF_ALICE)));

    assertThat(alone.authenticate(ALICE.text(), TOKEN_OF_ALICE)).isPresent();
    assertRefused(Problem.STORE_UNAVAILABLE, () -> alone.create(ALICE, Optional.empty()));
    assertRefused(Problem.STORE_UNAVAILABLE, () -> alone.keys().create(ALICE, ""));
  }

  @Test
  void neverMakesMoreSubAccountsThanAreAllowed() throws Exception {
    for (int i = 0; i < Accounts.MOST_SUB_ACCOUNTS - 3; i++) {
      accounts.create(ALICE, Optional.empty());
    }
    List<Callable<Boolean>> tries = new ArrayList<>();
    for (int i = 0; i < 32; i++) {
      tries.add(this::makesOne);
    }
    int made = 0;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Boolean> each : threads.invokeAll(tries)) {
        made += each.get() ? 1 : 0;
      }
    }

    assertThat(made).isEqualTo(3);
    AccountSid newest =
        accounts.list(ALICE, AccountFilter.ALL, PageRequest.first(1)).items().getFirst().sid();
    accounts.update(ALICE, newest, status(AccountStatus.CLOSED));
    assertThat(makesOne()).isTrue();
    assertThat(makesOne()).isFalse();
    assertThat(accounts.create(BOB, Optional.empty()).owner()).isEqualTo(BOB);
  }

  private boolean makesOne() {
    try {
      accounts.create(ALICE, Optional.empty());
      return true;
    } catch (RefusedException e) {
      assertThat(e.problem()).isEqualTo(Problem.ACCOUNT_UNCHANGEABLE);
      return false;
    }
  }

  private static AccountSid absent() {
    return new AccountSid(new UUID(9, 9));
  }

  private static AccountUpdate status(AccountStatus status) {
    return new AccountUpdate(Optional.empty(), Optional.of(status));
  }

  private static AccountUpdate name(String name) {
    return new AccountUpdate(Optional.of(name), Optional.empty());
  }

  /** Right credentials, which open nothing now, are told from wrong ones. */
  private static void assertNotGood(Accounts accounts, String user, String secret) {
    assertThat(accounts.authenticate(user, secret))
        .hasValueSatisfying(proof -> assertThat(accounts.isGood(proof)).isFalse());
    assertThat(accounts.authenticate(user, secret + "x")).isEmpty();
  }

  private static AccountFilter named(String name) {
    return new AccountFilter(Optional.of(name), Optional.empty());
  }

  private static AccountFilter in(AccountStatus status) {
    return new AccountFilter(Optional.empty(), Optional.of(status));
  }

  private static PageRequest at(Cursor cursor) {
    return PageRequest.at(cursor, 2);
  }

  private static UUID last(Page<Account> page) {
    return page.items().getLast().sid().id();
  }

  private static List<AccountSid> sids(Page<Account> page) {
    return page.items().stream().map(Account::sid).toList();
  }
}
