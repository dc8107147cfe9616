package dev.rollcall.core.account;

import static dev.rollcall.core.account.TestAccounts.ALICE;
import static dev.rollcall.core.account.TestAccounts.BOB;
import static dev.rollcall.core.account.TestAccounts.START;
import static dev.rollcall.core.account.TestAccounts.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.Problem;
import dev.rollcall.core.RefusedException;
import dev.rollcall.core.identity.KeySid;
import dev.rollcall.core.paging.Cursor;
import dev.rollcall.core.paging.Page;
import dev.rollcall.core.paging.PageRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

final class KeysTest {
  private final TestAccounts test = new TestAccounts();
  private final Accounts accounts = test.started();
  private final Keys keys = accounts.keys();

  @Test
  void provesItsAccountWithAKey() {
    NewKey made = keys.create(ALICE, "for the door bell");

    assertThat(made.secret()).matches("[0-9A-Za-z]{32}");
    assertThat(made.key().friendlyName()).isEqualTo("for the door bell");
    assertThat(made.key().account()).isEqualTo(ALICE);
    assertThat(made.key().created()).isEqualTo(START);
    Proof proof = proves(accounts, made).orElseThrow();
    assertThat(proof).isEqualTo(new Proof.OfKey(ALICE, made.key().sid()));
    assertThat(proof.account()).isEqualTo(ALICE);
    assertThat(proof.mayManage()).isFalse();
    assertThat(accounts.authenticate(made.key().sid().text(), made.secret() + "x")).isEmpty();
    assertThat(accounts.authenticate(made.key().sid().text(), made.key().hash())).isEmpty();
    assertThat(accounts.authenticate(ALICE.text(), made.secret())).isEmpty();
  }

  @Test
  void keepsNoSecret() {
    NewKey made = keys.create(ALICE, "");

    assertThat(made.toString()).doesNotContain(made.secret()).doesNotContain(made.key().hash());
    assertThat(test.store.keys())
        .singleElement()
        .satisfies(
            kept -> {
              assertThat(kept.hash()).isNotEqualTo(made.secret()).hasSize(64);
              assertThat(kept.toString()).doesNotContain(kept.hash());
            });
    assertThat(keys.create(ALICE, "").secret()).isNotEqualTo(made.secret());
  }

  @Test
  void letsANewKeyReplaceAnOldOneWithoutAGap() {
    NewKey old = keys.create(ALICE, "old");
    NewKey young = keys.create(ALICE, "young");
    Proof proof = proves(accounts, old).orElseThrow();
    assertThat(proves(accounts, young)).isPresent();

    keys.remove(ALICE, old.key().sid());

    assertThat(proves(accounts, old)).isEmpty();
    assertThat(accounts.isGood(proof)).isFalse();
    assertThat(proves(accounts, young)).isPresent();
    assertThat(list()).containsExactly(young.key().sid());
    assertRefused(Problem.KEY_NOT_FOUND, () -> keys.find(ALICE, old.key().sid()));
    assertRefused(Problem.KEY_NOT_FOUND, () -> keys.remove(ALICE, old.key().sid()));
    assertRefused(Problem.KEY_NOT_FOUND, () -> keys.rename(ALICE, old.key().sid(), "back"));
  }

  @Test
  void remembersKeysAndThatTheyAreGone() {
    NewKey kept = keys.create(ALICE, "kept");
    NewKey gone = keys.create(ALICE, "gone");
    test.clock.advance(Duration.ofMinutes(1));
    keys.rename(ALICE, kept.key().sid(), "renamed");
    keys.remove(ALICE, gone.key().sid());

    Accounts later = test.started();

    assertThat(proves(later, kept)).isPresent();
    assertThat(proves(later, gone)).isEmpty();
    ApiKey read = later.keys().find(ALICE, kept.key().sid());
    assertThat(read.friendlyName()).isEqualTo("renamed");
    assertThat(read.created()).isEqualTo(START);
    assertThat(read.updated()).isEqualTo(START.plusSeconds(60));
  }

  @Test
  void showsAKeyToItsAccountAlone() {
    Account sub = accounts.create(ALICE, Optional.empty());
    NewKey made = keys.create(ALICE, "");
    KeySid sid = made.key().sid();

    assertRefused(Problem.KEY_NOT_FOUND, () -> keys.find(BOB, sid));
    assertRefused(Problem.KEY_NOT_FOUND, () -> keys.find(sub.sid(), sid));
    assertRefused(Problem.KEY_NOT_FOUND, () -> keys.rename(BOB, sid, "mine"));
    assertRefused(Problem.KEY_NOT_FOUND, () -> keys.remove(BOB, sid));
    assertThat(keys.list(BOB, PageRequest.first(50)).items()).isEmpty();
    assertThat(proves(accounts, made)).isPresent();
  }

  @Test
  void listsKeysNewestFirst() {
    List<KeySid> newestFirst = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      newestFirst.addFirst(keys.create(ALICE, "k" + i).key().sid());
    }

    assertThat(list()).isEqualTo(newestFirst);
    Page<ApiKey> first = keys.list(ALICE, PageRequest.first(2));
    KeySid place = first.items().getLast().sid();
    keys.remove(ALICE, place);
    Page<ApiKey> second = keys.list(ALICE, PageRequest.at(Cursor.after(place.id()), 2));
    assertThat(sids(second)).isEqualTo(newestFirst.subList(2, 4));
    assertThat(second.hasNext()).isTrue();
  }

  @Test
  void changesNothingThatCannotBeMadeDurable() {
    NewKey made = keys.create(ALICE, "before");
    test.store.failing(true);

    assertRefused(Problem.STORE_UNAVAILABLE, () -> keys.create(ALICE, ""));
    assertRefused(Problem.STORE_UNAVAILABLE, () -> keys.rename(ALICE, made.key().sid(), "x"));
    assertRefused(Problem.STORE_UNAVAILABLE, () -> keys.remove(ALICE, made.key().sid()));

    assertThat(list()).containsExactly(made.key().sid());
    assertThat(keys.find(ALICE, made.key().sid())).isEqualTo(made.key());
    assertThat(proves(accounts, made)).isPresent();
  }

  @Test
  void refusesFriendlyNamesThatNobodyCanRead() {
    NewKey made = keys.create(ALICE, "y".repeat(64));

    for (String name : List.of("x".repeat(65), "two\nlines", "\u0000")) {
      assertRefused(Problem.TEXT_INVALID, () -> keys.create(ALICE, name));
      assertRefused(Problem.TEXT_INVALID, () -> keys.rename(ALICE, made.key().sid(), name));
    }
  }

  @Test
  void neverMakesMoreKeysThanAreAllowed() throws Exception {
    for (int i = 0; i < Keys.MOST - 3; i++) {
      keys.create(ALICE, "");
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
    keys.remove(ALICE, list().getFirst());
    assertThat(makesOne()).isTrue();
    assertThat(makesOne()).isFalse();
  }

  @Test
  void openNothingFromTheMomentTheyAreRemoved() throws Exception {
    // Threads of the platform: these never wait, and would leave virtual ones no carrier.
    try (ExecutorService threads = Executors.newCachedThreadPool()) {
      for (int round = 0; round < 50; round++) {
        NewKey made = keys.create(ALICE, "");
        AtomicBoolean removed = new AtomicBoolean();
        CountDownLatch seen = new CountDownLatch(4);
        List<Future<Boolean>> readers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
          readers.add(threads.submit(() -> opensOnlyBefore(removed, made, seen)));
        }
        assertThat(seen.await(20, TimeUnit.SECONDS)).isTrue();
        keys.remove(ALICE, made.key().sid());
        removed.set(true);
        for (Future<Boolean> reader : readers) {
          assertThat(reader.get(20, TimeUnit.SECONDS)).isTrue();
        }
      }
    }
  }

  /** Uses the key until it is known to be removed, and tells whether it opened nothing then. */
  private boolean opensOnlyBefore(AtomicBoolean removed, NewKey key, CountDownLatch seen) {
    boolean counted = false;
    while (true) {
      boolean wasRemoved = removed.get();
      boolean opened = proves(accounts, key).isPresent();
      if (!counted && opened) {
        counted = true;
        seen.countDown();
      }
      if (wasRemoved) {
        return !opened && counted;
      }
    }
  }

  private boolean makesOne() {
    try {
      keys.create(ALICE, "");
      return true;
    } catch (RefusedException e) {
      assertThat(e.problem()).isEqualTo(Problem.ACCOUNT_UNCHANGEABLE);
      return false;
    }
  }

  private List<KeySid> list() {
    return sids(keys.list(ALICE, PageRequest.first(200)));
  }

  private static List<KeySid> sids(Page<ApiKey> page) {
    return page.items().stream().map(ApiKey::sid).toList();
  }

  private static Optional<Proof> proves(Accounts accounts, NewKey key) {
    return accounts.authenticate(key.key().sid().text(), key.secret());
  }
}
