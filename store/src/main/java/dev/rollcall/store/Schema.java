package dev.rollcall.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;

/** Brings the tables of a database up to what this version needs. */
final class Schema {
  private static final String HISTORY_TABLE = "schema_history";

  private Schema() {}

  /**
   * @throws StoreException if {@code file} is no database of ours, is damaged, cannot be written,
   *     or was written by a newer version; then no table of it has changed
   */
  static void migrate(Path file, DataSource source) throws StoreException {
    try {
      probe(file, source);
      Flyway flyway =
          Flyway.configure(Schema.class.getClassLoader())
              .dataSource(source)
              .table(HISTORY_TABLE)
              .locations("classpath:db/migration")
              .validateMigrationNaming(true)
              .load();
      refuseNewer(file, flyway);
      flyway.migrate();
    } catch (SQLException | FlywayException e) {
      throw new StoreException(
          "The database " + file + " cannot be used: " + reason(file, e) + ".", e);
    }
  }

  /** Reads the file's header and takes its write lock, to fail here rather than at a commit. */
  private static void probe(Path file, DataSource source) throws SQLException, StoreException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      try (ResultSet mode = statement.executeQuery("pragma journal_mode")) {
        if (!mode.next() || !mode.getString(1).equals("wal")) {
          throw new StoreException(
              "The database "
                  + file
                  + " cannot have a write-ahead log where it is; put it on a local disk.");
        }
      }
      try (ResultSet foreign =
          statement.executeQuery(
              "select 1 from sqlite_master where type = 'table' and not exists"
                  + " (select 1 from sqlite_master where name = '"
                  + HISTORY_TABLE
                  + "')")) {
        if (foreign.next()) {
          throw new StoreException(
              "The database "
                  + file
                  + " holds the tables of another program; give Rollcall a file of its own.");
        }
      }
      statement.execute("begin immediate");
      statement.execute("rollback");
    }
  }

  private static void refuseNewer(Path file, Flyway flyway) throws StoreException {
    Optional<MigrationInfo> newer =
        Arrays.stream(flyway.info().applied())
            .filter(
                migration ->
                    migration.getState() == MigrationState.FUTURE_SUCCESS
                        || migration.getState() == MigrationState.FUTURE_FAILED)
            .findFirst();
    if (newer.isPresent()) {
      throw new StoreException(
          ("The database %s was written by a newer version of Rollcall (schema %s); start that"
                  + " version, or restore a backup made with this one.")
              .formatted(file, newer.get().getVersion()));
    }
  }

  private static String reason(Path file, Exception e) {
    return SqliteTrouble.explain(file, e).strip().replaceAll("\\s+", " ");
  }
}
