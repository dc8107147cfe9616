package dev.rollcall.store;

import static dev.rollcall.store.RandomDeliveries.change;
import static dev.rollcall.store.RandomRecords.change;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.core.conference.Conference;
import dev.rollcall.core.conference.ConferenceStatus;
import dev.rollcall.core.delivery.Delivery;
import dev.rollcall.core.delivery.LoggedEvent;
import dev.rollcall.core.delivery.Subject;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.identity.ConferenceSid;
import dev.rollcall.core.journal.Change;
import dev.rollcall.core.journal.JournalException;
import dev.rollcall.core.journal.UsedKey;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventLogTest {
  private static final int WRITERS = 16;
  private static final int EVENTS_EACH = 60;

  @TempDir Path directory;

  private final RandomRecords random = new RandomRecords(131);
  private final AccountSid account = random.account();
  private final RandomDeliveries make = new RandomDeliveries(random, account);
  private SqliteStore store;

  @BeforeEach
  void open() throws Exception {
    store = SqliteStore.open(directory.resolve("events.db"), StoreSettings.DEFAULT);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void whoseDoingAnEventWasIsKeptThroughARestart() throws Exception {
    Subject.OfConference conference = make.conference();
    List<LoggedEvent> events = new ArrayList<>();
    for (int sequence = 1; sequence <= 40; sequence++) {
      events.add(make.event(conference, sequence));
    }
    assertThat(events).anyMatch(each -> each.instigator().isPresent());
    store.commit(events.stream().map(RandomDeliveries::change).toList());

    store.close();
    store = SqliteStore.open(directory.resolve("events.db"), StoreSettings.DEFAULT);

    assertThat(store.events(account, 0, 99))
        .extracting(LoggedEvent.Positioned::event)
        .containsExactlyElementsOf(events);
  }

  @Test
  void positionsCountUpInTheOrderOfTheCommit() throws Exception {
    Subject.OfConference one = make.conference();
    Subject.OfConference other = make.conference();
    LoggedEvent first = make.event(one, 1);
    LoggedEvent second = make.event(other, 1);
    LoggedEvent third = make.event(one, 2);
    LoggedEvent fourth = make.event(one, 3);
    store.commit(List.of(change(first), change(second), change(third)));
    store.commit(List.of(change(fourth)));

    assertThat(store.events(account, 0, 9)).isEqualTo(positioned(1, first, second, third, fourth));
    assertThat(store.events(account, 1, 2)).isEqualTo(positioned(2, second, third));
    assertThat(store.events(account, 4, 9)).isEmpty();
    assertThat(store.lastPosition(account)).isEqualTo(4);
    assertThat(store.events(account, one.sid(), 0, 2))
        .containsExactly(
            new LoggedEvent.Positioned(1, first), new LoggedEvent.Positioned(3, third));
    assertThat(store.events(account, one.sid(), 2, 2))
        .containsExactly(new LoggedEvent.Positioned(4, fourth));
    assertThat(store.lastSequence(one.sid())).isEqualTo(3);
    assertThat(store.lastSequence(make.conference().sid())).isZero();
    assertThat(store.lastPosition(random.account())).isZero();
  }

  @Test
  void aReaderWhoFollowsManyWritersMissesNothing() throws Exception {
    List<LoggedEvent.Positioned> seen = new ArrayList<>();
    AtomicBoolean writing = new AtomicBoolean(true);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> reader =
          threads.submit(
              () -> {
                boolean more;
                do {
                  // Asked before, so that the last events are read by the round after.
                  more = writing.get();
                  seen.addAll(
                      store.events(account, seen.isEmpty() ? 0 : seen.getLast().position(), 7));
                } while (more || seen.size() < WRITERS * EVENTS_EACH);
                return "done";
              });
      List<Future<?>> writers = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        RandomDeliveries own = new RandomDeliveries(new RandomRecords(1_300 + i), account);
        writers.add(threads.submit(() -> writeOneConference(own)));
      }
      for (Future<?> writer : writers) {
        writer.get();
      }
      writing.set(false);
      assertThat(store.lastPosition(account)).isEqualTo(WRITERS * EVENTS_EACH);
      reader.get();
    }

    assertThat(seen)
        .extracting(LoggedEvent.Positioned::position)
        .isEqualTo(LongStream.rangeClosed(1, WRITERS * EVENTS_EACH).boxed().toList());
    assertThat(seen.stream().map(each -> each.event().subject()).distinct())
        .hasSize(WRITERS)
        .allSatisfy(
            subject ->
                assertThat(
                        seen.stream()
                            .map(LoggedEvent.Positioned::event)
                            .filter(event -> event.subject().equals(subject))
                            .map(LoggedEvent::sequence))
                    .isEqualTo(LongStream.rangeClosed(1, EVENTS_EACH).boxed().toList()));
  }

  private String writeOneConference(RandomDeliveries own) throws JournalException {
    Subject subject = own.conference();
    for (int i = 1; i <= EVENTS_EACH; i++) {
      store.commit(List.of(change(own.event(subject, i)), change(own.delivery(subject))));
    }
    return "done";
  }

  @Test
  void aChangeItsEventAndItsDeliveryAreWrittenTogetherOrNotAtAll() throws Exception {
    Conference conference = random.conference(account, ConferenceStatus.COMPLETED);
    Subject.OfConference subject = new Subject.OfConference(conference.sid());
    LoggedEvent event = make.event(subject, 1);
    Delivery delivery = pending(subject);
    UsedKey key = make.usedKey();
    List<Change> together =
        List.of(change(conference), change(event), change(delivery), new Change.OfUsedKey(key));
    List<Change> broken = new ArrayList<>(together);
    broken.add(change(random.participant(account, new ConferenceSid(random.id()))));

    assertThatThrownBy(() -> store.commit(broken)).isInstanceOf(JournalException.class);
    assertThat(store.conference(account, conference.sid())).isEmpty();
    assertThat(store.events(account, 0, 9)).isEmpty();
    assertThat(store.pending()).isEmpty();
    assertThat(store.usedKey(account, key.key())).isEmpty();

    store.commit(together);
    assertThat(store.conference(account, conference.sid())).contains(conference);
    assertThat(store.events(account, 0, 9)).isEqualTo(positioned(1, event));
    assertThat(store.pending()).containsExactly(delivery);
    assertThat(store.usedKey(account, key.key())).contains(key);
  }

  @Test
  void anEventNeverBecomesAnotherAndKeepsItsPosition() throws Exception {
    Subject.OfConference subject = make.conference();
    LoggedEvent event = make.event(subject, 1);
    LoggedEvent next = make.event(subject, 2);
    store.commit(List.of(change(event)));
    store.commit(List.of(change(next), change(event)));
    assertThat(store.events(account, 0, 9)).isEqualTo(positioned(1, event, next));

    LoggedEvent another =
        new LoggedEvent(
            account, subject, 1, event.at(), "another", event.parameters(), event.instigator());
    assertThatThrownBy(() -> store.commit(List.of(change(another))))
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("another event has the same subject_sid and sequence");
    assertThat(store.events(account, 0, 9)).isEqualTo(positioned(1, event, next));
  }

  @Test
  void aUsedKeyNeverBecomesAnother() throws Exception {
    UsedKey key = make.usedKey();
    store.commit(List.of(new Change.OfUsedKey(key)));
    store.commit(List.of(new Change.OfUsedKey(key)));
    UsedKey again =
        new UsedKey(
            account,
            key.key(),
            key.fingerprint() + "!",
            key.conference(),
            key.participant(),
            key.created());
    assertThatThrownBy(() -> store.commit(List.of(new Change.OfUsedKey(again))))
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("another used_key has the same account_sid and idempotency_key");
    assertThat(store.usedKey(account, key.key())).contains(key);
  }

  private Delivery pending(Subject subject) {
    return make.delivery(subject, Delivery.State.PENDING, random.instant(), 1);
  }

  private static List<LoggedEvent.Positioned> positioned(long first, LoggedEvent... events) {
    List<LoggedEvent.Positioned> positioned = new ArrayList<>();
    for (LoggedEvent event : events) {
      positioned.add(new LoggedEvent.Positioned(first + positioned.size(), event));
    }
    return positioned;
  }
}
