package dev.rollcall.core.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rollcall.core.Problem;
import dev.rollcall.core.RefusedException;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.identity.SidGenerator;
import dev.rollcall.core.testing.ManualClock;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Two configured accounts, with what they make kept in memory. */
final class TestAccounts {
  static final Instant START = Instant.parse("2026-11-21T08:00:00Z");
  static final AccountSid ALICE = new AccountSid(new UUID(0, 1));
  static final AccountSid BOB = new AccountSid(new UUID(0, 2));
  static final String TOKEN_OF_ALICE = "secretOfAlice";
  static final String TOKEN_OF_BOB = "secretOfBob";

  final ManualClock clock = new ManualClock(START);
  final MemoryAccounts store = new MemoryAccounts();
  private final Random random = new Random(7);
  private final SidGenerator sids = new SidGenerator(clock, random);

  /** The accounts as a process that starts now has them. */
  Accounts started() {
    return started(new Account(ALICE, TOKEN_OF_ALICE), new Account(BOB, TOKEN_OF_BOB));
  }

  Accounts started(Account... configured) {
    return new Accounts(List.of(configured), sids, clock, random, store, store);
  }

  static void assertRefused(Problem problem, ThrowingCallable request) {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(request)
        .satisfies(e -> assertThat(e.problem()).isEqualTo(problem));
  }
}
