package dev.rollcall.store;

import static dev.rollcall.store.RandomRecords.change;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rollcall.core.Problem;
import dev.rollcall.core.RefusedException;
import dev.rollcall.core.conference.Conference;
import dev.rollcall.core.conference.ConferenceFilter;
import dev.rollcall.core.conference.ConferenceStatus;
import dev.rollcall.core.paging.Keyset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpeningTest {
  @TempDir Path directory;

  private final RandomRecords random = new RandomRecords(51);

  @Test
  void makesItsDirectoriesAndFilesForTheOwnerAlone() throws Exception {
    assumeTrue(Files.getFileStore(directory).supportsFileAttributeView("posix"));
    Path file = directory.resolve("made for").resolve("it %20 #1").resolve("rollcall.db");
    try (SqliteStore store = SqliteStore.open(file, StoreSettings.DEFAULT)) {
      store.commit(List.of(change(random.conference(random.account()))));
      for (String name :
          List.of("rollcall.db", "rollcall.db-wal", "rollcall.db-shm", "rollcall.db.lock")) {
        assertThat(Files.getPosixFilePermissions(file.resolveSibling(name)))
            .as(name)
            .isEqualTo(PosixFilePermissions.fromString("rw-------"));
      }
    }
    assertThat(Files.getPosixFilePermissions(file.getParent()))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
  }

  @Test
  void takesAwayTheRightOfOthersToReadAnExistingFile() throws Exception {
    assumeTrue(Files.getFileStore(directory).supportsFileAttributeView("posix"));
    Path file = directory.resolve("restored.db");
    SqliteStore.open(file, StoreSettings.DEFAULT).close();
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    SqliteStore.open(file, StoreSettings.DEFAULT).close();

    assertThat(Files.getPosixFilePermissions(file))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void aFileThatIsNoDatabaseStopsTheStart() throws Exception {
    Path file = directory.resolve("letter.db");
    Files.writeString(file, "Dear reader, this is not a database. ".repeat(100));
    refused(file, "is damaged or no SQLite database", "restore it from a backup");
    assertThat(Files.readString(file)).startsWith("Dear reader");
  }

  @Test
  void aDamagedDatabaseStopsTheStart() throws Exception {
    Path file = directory.resolve("damaged.db");
    SqliteStore.open(file, StoreSettings.DEFAULT).close();
    byte[] content = Files.readAllBytes(file);
    // Past the 100 bytes of the file's header lies the page that lists the tables.
    for (int i = 100; i < 4_096; i++) {
      content[i] = (byte) 0xA5;
    }
    Files.write(file, content);
    refused(file, "is damaged or no SQLite database", "restore it from a backup");
  }

  @Test
  void aNewerSchemaStopsTheStart() throws Exception {
    Path file = directory.resolve("newer.db");
    SqliteStore.open(file, StoreSettings.DEFAULT).close();
    execute(
        file,
        "insert into schema_history (installed_rank, version, description, type, script, checksum,"
            + " installed_by, execution_time, success) values (99, '99', 'later', 'SQL',"
            + " 'V99__later.sql', 1, '', 1, 1)");
    refused(file, "was written by a newer version of Rollcall (schema 99)", "start that version");
  }

  @Test
  void theDatabaseOfAnotherProgramIsLeftAlone() throws Exception {
    Path file = directory.resolve("foreign.db");
    execute(file, "create table bookmarks (id integer)");
    refused(file, "holds the tables of another program", "a file of its own");
    execute(file, "insert into bookmarks values (1)");
  }

  @Test
  void aPlaceWhereNothingCanBeWrittenStopsTheStart() throws Exception {
    Path file = Files.createFile(directory.resolve("file"));
    refused(file.resolve("rollcall.db"), "cannot be created or written", "let the user");
    refused(directory, "cannot be created or written", "is a directory");
    refused(directory.resolve("a?b.db"), "question mark", "choose a name without one");
  }

  @Test
  void twoStoresNeverShareAFile() throws Exception {
    Path file = directory.resolve("shared.db");
    try (SqliteStore _ = SqliteStore.open(file, StoreSettings.DEFAULT)) {
      refused(file, "is in use by another Rollcall", "its own file");
      Path alias = Files.createSymbolicLink(directory.resolve("alias.db"), file);
      refused(alias, "is in use by another Rollcall", "its own file");
    }
    SqliteStore.open(file, StoreSettings.DEFAULT).close();
  }

  @Test
  void theWriterWaitsForTheDiskAndTheReadersCannotWrite() throws Exception {
    Path file = directory.resolve("modes.db");
    SqliteStore.open(file, StoreSettings.DEFAULT).close();
    try (Connection writer =
        SqliteStore.writerSource(file, StoreSettings.DEFAULT).getConnection()) {
      assertThat(pragma(writer, "journal_mode")).isEqualTo("wal");
      assertThat(pragma(writer, "synchronous")).as("2 is FULL").isEqualTo("2");
      assertThat(pragma(writer, "foreign_keys")).isEqualTo("1");
      assertThat(pragma(writer, "busy_timeout")).isEqualTo("5000");
      try (Connection reader =
              SqliteStore.readerSource(file, StoreSettings.DEFAULT).getConnection();
          Statement statement = reader.createStatement()) {
        assertThatThrownBy(() -> statement.execute("delete from conference"))
            .isInstanceOf(SQLException.class)
            .hasMessageContaining("readonly");
      }
    }
  }

  @Test
  void anUnknownValueInTheDatabaseIsNamed() throws Exception {
    Path file = directory.resolve("unknown.db");
    Conference conference = random.conference(random.account(), ConferenceStatus.COMPLETED);
    try (SqliteStore store = SqliteStore.open(file, StoreSettings.DEFAULT)) {
      store.commit(List.of(change(conference)));
      execute(file, "update conference set end_reason = 'boredom'");

      unavailable(
          () -> store.conference(conference.account(), conference.sid()),
          "conference " + conference.sid() + " holds \"boredom\" in column end_reason");

      execute(file, "update conference set status = 'dreaming'");
      unavailable(store::unfinished, "\"dreaming\" in column status");
    }
  }

  @Test
  void virtualThreadsAreAnsweredAndTheClosedStoreSaysSo() throws Exception {
    Conference conference = random.conference(random.account(), ConferenceStatus.COMPLETED);
    SqliteStore store = SqliteStore.open(directory.resolve("threads.db"), StoreSettings.DEFAULT);
    store.commit(List.of(change(conference)));
    Keyset keyset = new Keyset(Optional.empty(), 5);
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      assertThat(
              callers
                  .submit(
                      () -> store.conferences(conference.account(), ConferenceFilter.ALL, keyset))
                  .get())
          .containsExactly(conference);
      store.close();
      unavailable(store::unfinished, "closed");
      callers
          .submit(
              () -> {
                unavailable(store::unfinished, "closed");
                return "refused";
              })
          .get();
    }
  }

  private static void unavailable(ThrowingCallable question, String why) {
    assertThatThrownBy(question)
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused -> assertThat(refused.problem()).isEqualTo(Problem.STORE_UNAVAILABLE))
        .hasMessageStartingWith("The records cannot be read: ")
        .hasMessageContaining(why);
  }

  /** One sentence that names the file, says why and what to do. */
  private static void refused(Path file, String why, String whatToDo) {
    assertThatThrownBy(() -> SqliteStore.open(file, StoreSettings.DEFAULT).close())
        .isInstanceOf(StoreException.class)
        .hasMessageContainingAll("The database " + file, why, whatToDo)
        .message()
        .endsWith(".")
        .doesNotContain("\n");
  }

  private static String pragma(Connection connection, String name) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("pragma " + name)) {
      assertThat(result.next()).isTrue();
      return result.getString(1);
    }
  }

  private static void execute(Path file, String sql) throws SQLException {
    try (Connection connection =
            SqliteStore.writerSource(file, StoreSettings.DEFAULT).getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
