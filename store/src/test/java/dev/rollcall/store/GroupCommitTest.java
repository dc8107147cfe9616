package dev.rollcall.store;

import static dev.rollcall.store.RandomRecords.change;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.core.conference.Conference;
import dev.rollcall.core.conference.ConferenceStatus;
import dev.rollcall.core.conference.Participant;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.identity.ConferenceSid;
import dev.rollcall.core.journal.Change;
import dev.rollcall.core.journal.JournalException;
import dev.rollcall.core.testing.Await;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

class GroupCommitTest {
  private static final int THREADS = 64;
  private static final int COMMITS_EACH = 40;
  private static final StoreSettings SMALL =
      new StoreSettings(
          1, 1, Duration.ofSeconds(5), 2, Duration.ofMillis(50), 8, Duration.ofMillis(100));

  @TempDir Path directory;

  private final RandomRecords random = new RandomRecords(41);
  private final AccountSid account = random.account();
  private Path file = Path.of("");

  @BeforeEach
  void name() {
    file = directory.resolve("commits.db");
  }

  @Test
  void manyCallersShareTransactionsAndLoseNothing() throws Exception {
    List<ConferenceSid> acknowledged = new ArrayList<>();
    StoreStatistics statistics;
    try (SqliteStore store = SqliteStore.open(file, StoreSettings.DEFAULT);
        ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<ConferenceSid>>> answers = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        RandomRecords own = new RandomRecords(1_000 + i);
        answers.add(callers.submit(() -> commitOneByOne(store, own)));
      }
      for (Future<List<ConferenceSid>> answer : answers) {
        acknowledged.addAll(answer.get());
      }
      statistics = store.statistics();
    }

    assertThat(acknowledged).hasSize(THREADS * COMMITS_EACH);
    assertThat(statistics.commits()).isEqualTo(THREADS * COMMITS_EACH);
    assertThat(statistics.batches()).isPositive().isLessThan(statistics.commits());
    assertThat(statistics.largestBatch()).isBetween(2, THREADS);
    assertThat(statistics.failures()).isZero();
    assertThat(statistics.waiting()).isZero();
    try (SqliteStore store = SqliteStore.open(file, StoreSettings.DEFAULT)) {
      assertThat(acknowledged).allMatch(sid -> store.conference(account, sid).isPresent());
    }
  }

  private List<ConferenceSid> commitOneByOne(SqliteStore store, RandomRecords own)
      throws JournalException {
    List<ConferenceSid> done = new ArrayList<>();
    for (int i = 0; i < COMMITS_EACH; i++) {
      Conference conference = own.conference(account, ConferenceStatus.COMPLETED);
      store.commit(List.of(change(conference)));
      // What was acknowledged is seen by whoever asks from now on.
      assertThat(store.conference(account, conference.sid())).contains(conference);
      done.add(conference.sid());
    }
    return done;
  }

  @Test
  void aFailingCommitOfABatchLeavesItsNeighboursAlone() throws Exception {
    Gate gate = new Gate(file);
    try (SqliteStore store = SqliteStore.open(file, StoreSettings.DEFAULT, gate);
        ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
        Gate _ = gate) {
      Future<?> first = commit(callers, store, conference());
      gate.awaitWriter();

      Conference before = conference();
      Conference halfOfTheFailing = conference();
      Participant homeless = random.participant(account, new ConferenceSid(random.id()));
      Conference after = conference();
      Future<?> good = commit(callers, store, before);
      Await.until(() -> waiting(store, 1));
      Future<?> bad =
          callers.submit(
              () -> {
                store.commit(List.of(change(halfOfTheFailing), change(homeless)));
                return "committed";
              });
      Await.until(() -> waiting(store, 2));
      Future<?> alsoGood = commit(callers, store, after);
      Await.until(() -> waiting(store, 3));
      gate.close();

      first.get();
      good.get();
      alsoGood.get();
      assertThatThrownBy(bad::get)
          .isInstanceOf(ExecutionException.class)
          .cause()
          .isInstanceOf(JournalException.class)
          .hasMessageContaining("FOREIGN KEY");
      assertThat(store.conference(account, before.sid())).contains(before);
      assertThat(store.conference(account, after.sid())).contains(after);
      assertThat(store.conference(account, halfOfTheFailing.sid())).isEmpty();
      assertThat(store.statistics()).isEqualTo(new StoreStatistics(3, 2, 2, 1, false, 0));
    }
  }

  @Test
  void whatIsDurableIsSavedThoughTheConnectionBreaksAfterThat() throws Exception {
    try (SqliteStore store =
        SqliteStore.open(file, StoreSettings.DEFAULT, () -> breakingOnClose(file))) {
      Participant homeless = random.participant(account, new ConferenceSid(random.id()));

      assertThatThrownBy(() -> store.commit(List.of(change(homeless))))
          .isInstanceOf(JournalException.class)
          .hasMessageContaining("FOREIGN KEY");
      Conference after = conference();
      store.commit(List.of(change(after)));

      assertThat(store.conference(account, after.sid())).contains(after);
      // Each change counts once: the refused one is the only failure.
      assertThat(store.statistics().failures()).isEqualTo(1);
    }
  }

  /** A connection that does everything but to be closed in order. */
  private static Connection breakingOnClose(Path file) throws SQLException {
    Connection connection = SqliteStore.writerSource(file, StoreSettings.DEFAULT).getConnection();
    return (Connection)
        Proxy.newProxyInstance(
            Connection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (_, method, arguments) -> {
              try {
                Object answer = method.invoke(connection, arguments);
                if (method.getName().equals("close")) {
                  throw new IllegalStateException("broken");
                }
                return answer;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  @Test
  void aFullQueueRefusesAfterAWhileAndWhatItTookIsWritten() throws Exception {
    Gate gate = new Gate(file);
    try (SqliteStore store = SqliteStore.open(file, SMALL, gate);
        ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
        Gate _ = gate) {
      Future<?> writing = commit(callers, store, conference());
      gate.awaitWriter();
      Future<?> queued = commit(callers, store, conference());
      Future<?> queuedToo = commit(callers, store, conference());
      Await.until(() -> waiting(store, SMALL.waitingCommits()));

      Conference refused = conference();
      assertThatThrownBy(() -> store.commit(List.of(change(refused))))
          .isInstanceOf(JournalException.class)
          .hasMessageContaining("wait for the disk");
      assertThat(store.statistics().lastFailed()).isTrue();

      gate.close();
      writing.get();
      queued.get();
      queuedToo.get();
      assertThat(store.conference(account, refused.sid())).isEmpty();
      assertThat(store.statistics().commits()).isEqualTo(3);
      assertThat(store.statistics().failures()).isEqualTo(1);
    }
  }

  @Test
  void closingWritesWhatWasAcceptedAndRefusesTheRest() throws Exception {
    Gate gate = new Gate(file);
    List<Conference> accepted = List.of(conference(), conference(), conference());
    SqliteStore store = SqliteStore.open(file, StoreSettings.DEFAULT, gate);
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
        Gate _ = gate) {
      List<Future<?>> answers = new ArrayList<>();
      answers.add(commit(callers, store, accepted.getFirst()));
      gate.awaitWriter();
      answers.add(commit(callers, store, accepted.get(1)));
      answers.add(commit(callers, store, accepted.get(2)));
      Await.until(() -> waiting(store, 2));
      Future<?> closing = callers.submit(store::close);
      gate.close();
      closing.get();
      for (Future<?> answer : answers) {
        answer.get();
      }
    }

    assertThatThrownBy(() -> store.commit(List.of(change(conference()))))
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("closed");
    store.close();
    try (SqliteStore again = SqliteStore.open(file, StoreSettings.DEFAULT)) {
      assertThat(accepted)
          .allMatch(conference -> again.conference(account, conference.sid()).isPresent());
    }
  }

  @Test
  void aClosedQueueHandsOutWhatItTookAndTakesNoMore() {
    CommitQueue queue = new CommitQueue(3);
    List<PendingCommit> taken = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      PendingCommit commit = new PendingCommit(List.of());
      taken.add(commit);
      assertThat(queue.offer(commit, Duration.ZERO)).isEqualTo(CommitQueue.Answer.TAKEN);
    }
    PendingCommit late = new PendingCommit(List.of());
    assertThat(queue.offer(late, Duration.ZERO)).isEqualTo(CommitQueue.Answer.FULL);
    queue.close();

    assertThat(queue.take(2)).isEqualTo(taken.subList(0, 2));
    assertThat(queue.offer(late, Duration.ofDays(1))).isEqualTo(CommitQueue.Answer.CLOSED);
    assertThat(queue.take(2)).isEqualTo(taken.subList(2, 3));
    assertThat(queue.take(2)).isEmpty();
  }

  @Test
  void anInterruptedCallerStillLearnsTheTruth() throws Exception {
    Gate gate = new Gate(file);
    AtomicBoolean stillMarked = new AtomicBoolean();
    try (SqliteStore store = SqliteStore.open(file, StoreSettings.DEFAULT, gate);
        ExecutorService callers = Executors.newSingleThreadExecutor();
        Gate _ = gate) {
      Conference conference = conference();
      CountDownLatch begun = new CountDownLatch(1);
      Thread[] caller = new Thread[1];
      Future<?> answer =
          callers.submit(
              () -> {
                caller[0] = Thread.currentThread();
                begun.countDown();
                store.commit(List.of(change(conference)));
                stillMarked.set(Thread.interrupted());
                return "committed";
              });
      begun.await();
      caller[0].interrupt();
      gate.close();

      answer.get();
      assertThat(stillMarked).isTrue();
      assertThat(store.conference(account, conference.sid())).contains(conference);
    }
  }

  @Test
  void aFullDiskFailsCommitsUntilThereIsSpace() throws Exception {
    AtomicBoolean full = new AtomicBoolean(true);
    SQLiteDataSource source = SqliteStore.writerSource(file, SMALL);
    GroupCommit.Connecting limited =
        () -> {
          Connection connection = source.getConnection();
          if (full.get()) {
            try (Statement statement = connection.createStatement()) {
              // The limit cannot lie below the present size, so nothing can be added.
              statement.execute("pragma max_page_count = 1");
            }
          }
          return connection;
        };
    List<Change> large = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      large.add(change(conference()));
    }
    try (SqliteStore store = SqliteStore.open(file, SMALL, limited)) {
      assertThatThrownBy(() -> store.commit(large))
          .isInstanceOf(JournalException.class)
          .hasMessageContaining("is full");
      assertThat(store.statistics().commits()).isZero();
      assertThat(store.statistics().lastFailed()).isTrue();
      assertThat(large)
          .allMatch(
              change ->
                  store
                      .conference(account, ((Change.OfConference) change).conference().sid())
                      .isEmpty());

      full.set(false);
      store.commit(large);
      assertThat(store.statistics().lastFailed()).isFalse();
      assertThat(large)
          .allMatch(
              change ->
                  store
                      .conference(account, ((Change.OfConference) change).conference().sid())
                      .isPresent());
    }
  }

  @Test
  void aReadOnlyFileFailsCommitsUntilItIsWritable() throws Exception {
    AtomicBoolean readOnly = new AtomicBoolean(true);
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    SQLiteDataSource reading = new SQLiteDataSource(config);
    reading.setUrl("jdbc:sqlite:" + file);
    SQLiteDataSource writing = SqliteStore.writerSource(file, SMALL);
    Conference conference = conference();
    try (SqliteStore store =
        SqliteStore.open(file, SMALL, () -> (readOnly.get() ? reading : writing).getConnection())) {
      assertThatThrownBy(() -> store.commit(List.of(change(conference))))
          .isInstanceOf(JournalException.class)
          .hasMessageContaining("is read-only");

      readOnly.set(false);
      store.commit(List.of(change(conference)));
      assertThat(store.conference(account, conference.sid())).contains(conference);
    }
  }

  @Test
  void aConnectionThatCannotBeHadFailsTheCommitAndNotTheWriter() throws Exception {
    AtomicBoolean broken = new AtomicBoolean(true);
    SQLiteDataSource source = SqliteStore.writerSource(file, SMALL);
    GroupCommit.Connecting sometimes =
        () -> {
          if (broken.get()) {
            throw new SQLException("no connection today");
          }
          return source.getConnection();
        };
    try (SqliteStore store = SqliteStore.open(file, SMALL, sometimes)) {
      assertThatThrownBy(() -> store.commit(List.of(change(conference()))))
          .isInstanceOf(JournalException.class)
          .hasMessageContaining("no connection today");
      assertThat(store.statistics().lastFailed()).isTrue();
      broken.set(false);
      store.commit(List.of(change(conference())));
      assertThat(store.statistics().lastFailed()).isFalse();
      assertThat(store.statistics().commits()).isEqualTo(1);
    }
  }

  private Conference conference() {
    return random.conference(account, ConferenceStatus.COMPLETED);
  }

  private static Future<?> commit(ExecutorService callers, SqliteStore store, Conference what) {
    return callers.submit(
        () -> {
          store.commit(List.of(change(what)));
          return "committed";
        });
  }

  private static Optional<String> waiting(SqliteStore store, int wanted) {
    int now = store.statistics().waiting();
    return now == wanted ? Optional.empty() : Optional.of(now + " wait");
  }

  /** Holds the writer, which has taken its first batch, before it has a connection. */
  private static final class Gate implements GroupCommit.Connecting, AutoCloseable {
    private final SQLiteDataSource source;
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch opened = new CountDownLatch(1);

    Gate(Path file) {
      source = SqliteStore.writerSource(file, StoreSettings.DEFAULT);
    }

    @Override
    public Connection connect() throws SQLException {
      reached.countDown();
      try {
        opened.await();
      } catch (InterruptedException e) {
        throw new SQLException("nobody interrupts the writer", e);
      }
      return source.getConnection();
    }

    void awaitWriter() {
      Await.until(
          () ->
              reached.getCount() == 0
                  ? Optional.empty()
                  : Optional.of("the writer has not taken the first commit"));
    }

    /** Lets the writer through, now and from now on. */
    @Override
    public void close() {
      opened.countDown();
    }
  }
}
