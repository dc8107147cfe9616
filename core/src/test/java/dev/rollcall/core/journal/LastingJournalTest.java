package dev.rollcall.core.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.core.call.Call;
import dev.rollcall.core.call.Parties;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.identity.CallSid;
import dev.rollcall.core.testing.Await;
import dev.rollcall.core.testing.MemoryStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class LastingJournalTest {
  private static final AccountSid ACCOUNT = new AccountSid(new UUID(0, 1));
  private final MemoryStore store = new MemoryStore();
  private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
  private final LastingJournal journal = new LastingJournal(store, scheduler);

  @AfterEach
  void stopScheduler() {
    scheduler.shutdownNow();
  }

  @Test
  void refusesAnOrdinaryChangeWhileTheStoreFails() {
    store.failing(true);

    assertThatThrownBy(() -> journal.commit(List.of(ended(1))))
        .isInstanceOf(JournalException.class);
  }

  @Test
  void writesADepartureOnceTheStoreWorksAgain() {
    store.failing(true);
    journal.commitAtLast(List.of(ended(1)));
    journal.commitAtLast(List.of(ended(2)));
    assertThat(store.call(ACCOUNT, new CallSid(new UUID(0, 1)))).isEmpty();

    store.failing(false);

    Await.until(
        () ->
            store.call(ACCOUNT, new CallSid(new UUID(0, 1))).isPresent()
                    && store.call(ACCOUNT, new CallSid(new UUID(0, 2))).isPresent()
                ? Optional.empty()
                : Optional.of("the departures are not in the store"));
  }

  private static Change ended(long number) {
    Instant now = Instant.parse("2026-11-21T08:00:00Z");
    Call call =
        Call.answered(
            new CallSid(new UUID(0, number)),
            ACCOUNT,
            new Parties("a", "b", Optional.empty()),
            now);
    return new Change.OfCall(call.completed(now));
  }
}
