package dev.rollcall.store;

import static dev.rollcall.store.RandomDeliveries.change;
import static dev.rollcall.store.RandomRecords.change;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.core.Problem;
import dev.rollcall.core.RefusedException;
import dev.rollcall.core.conference.Conference;
import dev.rollcall.core.conference.ConferenceStatus;
import dev.rollcall.core.conference.EndReason;
import dev.rollcall.core.conference.Ending;
import dev.rollcall.core.delivery.Delivery;
import dev.rollcall.core.delivery.DeliveryFilter;
import dev.rollcall.core.delivery.LoggedEvent;
import dev.rollcall.core.delivery.Subject;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.journal.Change;
import dev.rollcall.core.journal.JournalException;
import dev.rollcall.core.paging.Keyset;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForgettingTest {
  private static final Instant NOW = Instant.parse("2026-05-01T00:00:00Z");
  private static final Keyset ALL = new Keyset(Optional.empty(), 10_000);

  @TempDir Path directory;

  private final RandomRecords random = new RandomRecords(141);
  private final AccountSid account = random.account();
  private final RandomDeliveries make = new RandomDeliveries(random, account);
  private SqliteStore store;

  @BeforeEach
  void open() throws Exception {
    store = SqliteStore.open(directory.resolve("forget.db"), StoreSettings.DEFAULT);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void whatIsFromBeforeTheTimeGoesAndTheRestStays() throws Exception {
    Subject.OfConference subject = make.conference();
    commitEvents(subject, 1, NOW.minusMillis(2), NOW.minusMillis(1), NOW, NOW.plusMillis(1));

    assertThat(store.forget(NOW.minusNanos(999_999), 100)).isEqualTo(2);
    assertThat(sequences(subject)).containsExactly(3L, 4L);
    assertThat(store.forget(NOW, 100)).isZero();
    assertThat(store.forget(NOW.plusNanos(1), 100)).isEqualTo(1);
    assertThat(sequences(subject)).containsExactly(4L);
    assertThat(store.events(account, 0, 9)).hasSize(1);
  }

  @Test
  void deliveriesThatAreNotPendingGo() throws Exception {
    Delivery delivered = delivery(Delivery.State.DELIVERED, NOW.minusMillis(1));
    Delivery failed = delivery(Delivery.State.FAILED, NOW.minusMillis(1));
    Delivery pending = delivery(Delivery.State.PENDING, NOW.minusMillis(1));
    Delivery newer = delivery(Delivery.State.DELIVERED, NOW);
    store.commit(List.of(change(delivered), change(failed), change(pending), change(newer)));

    assertThat(store.forget(NOW, 1)).isOne();
    assertThat(store.forget(NOW, 100)).isOne();
    assertThat(store.deliveries(account, DeliveryFilter.ALL, ALL))
        .containsExactlyInAnyOrder(pending, newer);
    assertThat(store.pending()).containsExactly(pending);
    assertThat(store.forget(Instant.MAX, 100)).isOne();
    assertThat(store.deliveries(account, DeliveryFilter.ALL, ALL)).containsExactly(pending);
  }

  @Test
  void atMostSoManyGoAtOnceTheOldestFirst() throws Exception {
    Subject.OfConference subject = make.conference();
    List<Change> changes = new ArrayList<>();
    for (int i = 1; i <= 10; i++) {
      changes.add(change(make.event(subject, i, NOW.plusMillis(i))));
      changes.add(change(make.delivery(subject, Delivery.State.DELIVERED, NOW.plusMillis(i), i)));
    }
    store.commit(changes);

    assertThat(store.forget(Instant.MAX, 4)).isEqualTo(8);
    assertThat(sequences(subject)).containsExactly(5L, 6L, 7L, 8L, 9L, 10L);
    assertThat(store.deliveries(account, DeliveryFilter.ALL, ALL))
        .extracting(Delivery::sequence)
        .containsExactlyInAnyOrder(5L, 6L, 7L, 8L, 9L, 10L);
  }

  @Test
  void noPositionIsGivenTwice() throws Exception {
    Subject.OfConference subject = make.conference();
    AccountSid neighbour = random.account();
    LoggedEvent foreign =
        new RandomDeliveries(random, neighbour).event(make.conference(), 1, NOW.minusMillis(1));
    store.commit(List.of(change(foreign)));
    commitEvents(subject, 1, NOW, NOW, NOW);

    assertThat(store.forget(Instant.MAX, 100)).isEqualTo(2);
    assertThat(store.lastPosition(account)).isEqualTo(4);
    assertThat(store.lastPosition(neighbour)).isEqualTo(1);
    commitEvents(subject, 4, NOW);
    assertThat(store.events(account, 4, 9))
        .extracting(LoggedEvent.Positioned::position)
        .containsExactly(5L);
  }

  @Test
  void aConferenceThatIsNotOverKeepsItsLastNumber() throws Exception {
    Conference live = random.conference(account, ConferenceStatus.IN_PROGRESS);
    Subject.OfConference subject = new Subject.OfConference(live.sid());
    store.commit(List.of(change(live)));
    commitEvents(subject, 1, NOW, NOW, NOW);
    commitEvents(make.conference(), 1, NOW);

    assertThat(store.forget(Instant.MAX, 100)).isEqualTo(2);
    assertThat(store.lastSequence(live.sid())).isEqualTo(3);

    store.commit(
        List.of(
            change(live.completed(new Ending(EndReason.SERVER_RESTARTED, Optional.empty()), NOW))));
    assertThat(store.forget(Instant.MAX, 100)).isEqualTo(1);
    assertThat(store.lastSequence(live.sid())).isZero();
  }

  @Test
  void whatStaysDoesNotKeepTheRestFromGoing() throws Exception {
    for (int i = 0; i < 5; i++) {
      Conference live = random.conference(account, ConferenceStatus.INIT);
      store.commit(List.of(change(live)));
      commitEvents(new Subject.OfConference(live.sid()), 1, NOW.minusMillis(9));
    }
    Subject.OfConference over = make.conference();
    commitEvents(over, 1, NOW, NOW, NOW);

    assertThat(store.forget(Instant.MAX, 1)).isOne();
    assertThat(store.forget(Instant.MAX, 1)).isOne();
    assertThat(store.forget(Instant.MAX, 1)).isZero();
    assertThat(sequences(over)).containsExactly(3L);
  }

  @Test
  void forgettingWhileOthersWriteLosesNothingNew() throws Exception {
    Subject.OfConference old = make.conference();
    List<Change> changes = new ArrayList<>();
    for (int i = 1; i <= 500; i++) {
      changes.add(change(make.event(old, i, NOW.minusMillis(1))));
    }
    store.commit(changes);
    Subject.OfConference subject = make.conference();
    int forgotten = 0;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> writer =
          threads.submit(
              () -> {
                for (int i = 1; i <= 200; i++) {
                  commitEvents(subject, i, NOW);
                }
                return "done";
              });
      while (!writer.isDone()) {
        forgotten += store.forget(NOW, 10);
      }
      writer.get();
    }
    while (forgotten < 500) {
      int more = store.forget(NOW, 10);
      assertThat(more).isPositive();
      forgotten += more;
    }

    assertThat(sequences(old)).isEmpty();
    assertThat(sequences(subject)).hasSize(200);
  }

  @Test
  void aClosedStoreSaysThatNothingWasForgotten() {
    store.close();
    assertThatThrownBy(() -> store.forget(NOW, 1))
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused -> assertThat(refused.problem()).isEqualTo(Problem.STORE_UNAVAILABLE))
        .hasMessageContainingAll("Nothing was forgotten", "has been closed");
  }

  private void commitEvents(Subject subject, long first, Instant... times) throws JournalException {
    List<Change> changes = new ArrayList<>();
    for (Instant time : times) {
      changes.add(change(make.event(subject, first + changes.size(), time)));
    }
    store.commit(changes);
  }

  private Delivery delivery(Delivery.State state, Instant created) {
    return make.delivery(make.subject(), state, created, 1);
  }

  private List<Long> sequences(Subject.OfConference subject) {
    return store.events(account, subject.sid(), 0, 10_000).stream()
        .map(each -> each.event().sequence())
        .toList();
  }
}
