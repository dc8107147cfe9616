package dev.rollcall.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.account.Account;
import dev.rollcall.core.account.AccountChange;
import dev.rollcall.core.account.AccountStatus;
import dev.rollcall.core.account.ApiKey;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.identity.KeySid;
import dev.rollcall.core.journal.Change;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountRoundTripTest {
  private static final int RECORDS = 100;

  @TempDir Path directory;

  private final RandomRecords random = new RandomRecords(181);
  private Path file = Path.of("");

  @BeforeEach
  void name() {
    file = directory.resolve("accounts.db");
  }

  @Test
  void everyRecordIsThereAfterTheStoreWasClosedAndOpened() throws Exception {
    List<Account> accounts = new ArrayList<>();
    List<ApiKey> keys = new ArrayList<>();
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < RECORDS; i++) {
      Account account = account();
      accounts.add(account);
      keys.add(key(account.sid()));
      changes.add(new AccountChange.OfKey(keys.getLast()));
      changes.add(new AccountChange.OfAccount(account));
    }
    try (SqliteStore store = open()) {
      store.commit(changes);
    }

    try (SqliteStore store = open()) {
      assertThat(store.accounts().accounts()).containsExactlyInAnyOrderElementsOf(accounts);
      assertThat(store.accounts().keys()).containsExactlyInAnyOrderElementsOf(keys);
    }
  }

  @Test
  void theLaterChangeStays() throws Exception {
    Account before = account();
    Account after =
        new Account(
            before.sid(),
            before.owner(),
            before.friendlyName() + " anew",
            AccountStatus.CLOSED,
            before.authToken() + "0",
            before.created(),
            before.updated());
    try (SqliteStore store = open()) {
      store.commit(
          List.of(new AccountChange.OfAccount(before), new AccountChange.OfAccount(after)));
      assertThat(store.accounts().accounts()).containsExactly(after);
      store.commit(List.of(new AccountChange.OfAccount(before)));
      assertThat(store.accounts().accounts()).containsExactly(before);
    }
  }

  @Test
  void aKeyThatIsGoneIsNotThereAfterARestart() throws Exception {
    AccountSid configured = random.account();
    ApiKey gone = key(configured);
    ApiKey kept = key(configured);
    ApiKey shortLived = key(configured);
    try (SqliteStore store = open()) {
      store.commit(List.of(new AccountChange.OfKey(gone), new AccountChange.OfKey(kept)));
      store.commit(List.of(new AccountChange.KeyGone(gone.sid())));
      store.commit(
          List.of(
              new AccountChange.OfKey(shortLived), new AccountChange.KeyGone(shortLived.sid())));
      store.commit(List.of(new AccountChange.KeyGone(new KeySid(random.id()))));
    }

    try (SqliteStore store = open()) {
      assertThat(store.accounts().keys()).containsExactly(kept);
    }
  }

  private Account account() {
    return new Account(
        random.account(),
        random.account(),
        random.text(),
        random.oneOf(List.of(AccountStatus.values())),
        random.text(),
        random.maybe(random::instant),
        random.maybe(random::instant));
  }

  private ApiKey key(AccountSid account) {
    return new ApiKey(
        new KeySid(random.id()),
        account,
        random.text(),
        random.text(),
        random.instant(),
        random.instant());
  }

  private SqliteStore open() throws StoreException {
    return SqliteStore.open(file, StoreSettings.DEFAULT);
  }
}
