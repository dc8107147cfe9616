package dev.rollcall.core.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.identity.AccountSid;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class AccountsTest {
  private static final Account ALICE = new Account(new AccountSid(new UUID(0, 1)), "secretOfAlice");
  private static final Account BOB = new Account(new AccountSid(new UUID(0, 2)), "secretOfBob");
  private final Accounts accounts = new Accounts(List.of(ALICE, BOB));

  @Test
  void knowsAnAccountByItsSecret() {
    assertThat(accounts.authenticate(ALICE.sid().text(), "secretOfAlice")).contains(ALICE);
  }

  @Test
  void refusesAnotherSecretAnotherAccountAndNonsense() {
    assertThat(accounts.authenticate(ALICE.sid().text(), "secretOfBob")).isEmpty();
    assertThat(accounts.authenticate(ALICE.sid().text(), "")).isEmpty();
    assertThat(accounts.authenticate("AC" + "f".repeat(32), "secretOfAlice")).isEmpty();
    assertThat(accounts.authenticate("alice", "secretOfAlice")).isEmpty();
  }

  @Test
  void keepsItsSecretOutOfText() {
    assertThat(ALICE.toString()).contains(ALICE.sid().text()).doesNotContain("secretOfAlice");
  }
}
