package dev.rollcall.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.rollcall.core.Problem;
import dev.rollcall.core.RefusedException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.sqlite.SQLiteConnection;

/**
 * A few read-only connections, their statements and who may use them.
 *
 * <p>A question that a virtual thread asks is answered by a platform thread: SQLite is native code,
 * which would hold the virtual thread's carrier and with it the virtual threads of everybody else.
 */
final class Reads implements AutoCloseable {
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final Path file;
  private final HikariDataSource connections;
  private final ThreadPoolExecutor threads;
  private final Map<SQLiteConnection, Statements> statements = new ConcurrentHashMap<>();

  @FunctionalInterface
  interface Question<T> {
    T ask(Statements statements) throws SQLException;
  }

  /**
   * @param source opens read-only connections; each method call that reads takes one
   */
  Reads(Path file, StoreSettings settings, DataSource source) {
    this.file = file;
    HikariConfig config = new HikariConfig();
    config.setPoolName("store-readers");
    config.setDataSource(source);
    config.setReadOnly(true);
    config.setMaximumPoolSize(settings.readers());
    config.setConnectionTimeout(settings.readWait().toMillis());
    config.setMaxLifetime(0);
    connections = new HikariDataSource(config);
    threads =
        new ThreadPoolExecutor(
            settings.readers(),
            settings.readers(),
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(settings.waitingReads()),
            Thread.ofPlatform().name("store-reader-", 1).factory());
  }

  /**
   * The answer to {@code question}.
   *
   * @throws RefusedException {@code STORE_UNAVAILABLE} if there is none
   */
  <T> T answer(Question<T> question) {
    return Thread.currentThread().isVirtual() ? answerElsewhere(question) : answerHere(question);
  }

  private <T> T answerHere(Question<T> question) {
    try (Connection connection = connections.getConnection()) {
      // The driver's own connection: the pool's would close the statements with every answer.
      SQLiteConnection lasting = connection.unwrap(SQLiteConnection.class);
      try {
        return question.ask(statements.computeIfAbsent(lasting, Statements::new));
      } catch (SQLException e) {
        forget(lasting, e);
        throw e;
      }
    } catch (SQLException e) {
      throw unavailable(SqliteTrouble.explain(file, e), e);
    }
  }

  /** The pool may part with a connection that failed. */
  private void forget(SQLiteConnection connection, SQLException failure) {
    Statements old = statements.remove(connection);
    if (old != null) {
      try {
        old.close();
      } catch (SQLException e) {
        failure.addSuppressed(e);
      }
    }
  }

  private <T> T answerElsewhere(Question<T> question) {
    try {
      Future<T> answer = threads.submit(() -> answerHere(question));
      return answer.get();
    } catch (RejectedExecutionException e) {
      throw unavailable(
          threads.isShutdown()
              ? file + " has been closed"
              : "too many questions wait for an answer; ask again later",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unavailable("the thread that asked was interrupted", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RefusedException refused
          ? refused
          : unavailable(String.valueOf(e.getCause()), e);
    }
  }

  private static RefusedException unavailable(String why, Throwable cause) {
    return new RefusedException(
        Problem.STORE_UNAVAILABLE, "The records cannot be read: " + why + ".", cause);
  }

  /** Lets questions that were begun end, for a few seconds; further ones are refused. */
  @Override
  public void close() {
    threads.shutdown();
    try {
      if (!threads.awaitTermination(GRACE.toSeconds(), TimeUnit.SECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException e) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
    connections.close();
  }
}
