package dev.rollcall.store;

import dev.rollcall.core.journal.Change;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;

/** The writer's connection and its statements. Used by one thread. */
final class WriteSession implements AutoCloseable {
  private final Connection connection;
  private final PreparedStatement conference;
  private final PreparedStatement participant;
  private final PreparedStatement call;

  /** Takes {@code connection} over, also if this fails. */
  WriteSession(Connection connection) throws SQLException {
    this.connection = connection;
    try {
      connection.setAutoCommit(false);
      conference = connection.prepareStatement(ConferenceTable.TABLE.upsert());
      participant = connection.prepareStatement(ParticipantTable.TABLE.upsert());
      call = connection.prepareStatement(CallTable.TABLE.upsert());
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /** One commit of a batch that cannot be made durable while the others can. */
  record Refused(PendingCommit commit, Exception why) {}

  /**
   * Makes the changes of {@code batch} durable in one transaction and answers which commits are not
   * part of it because a statement of theirs failed.
   *
   * @throws SQLException if nothing of the batch became durable; then this session must be closed
   */
  List<Refused> write(List<PendingCommit> batch) throws SQLException {
    List<Refused> refused = new ArrayList<>();
    for (PendingCommit commit : batch) {
      Savepoint before = connection.setSavepoint();
      try {
        for (Change change : commit.changes()) {
          write(change);
        }
      } catch (SQLException | RuntimeException e) {
        try {
          connection.rollback(before);
        } catch (SQLException transactionGone) {
          // The failure took the whole transaction along, as that of a full disk does.
          transactionGone.addSuppressed(e);
          throw e instanceof SQLException first ? first : transactionGone;
        }
        refused.add(new Refused(commit, e));
      }
      connection.releaseSavepoint(before);
    }
    connection.commit();
    return refused;
  }

  private void write(Change change) throws SQLException {
    switch (change) {
      case Change.OfConference(var record) -> write(ConferenceTable.TABLE, record, conference);
      case Change.OfParticipant(var record) -> write(ParticipantTable.TABLE, record, participant);
      case Change.OfCall(var record) -> write(CallTable.TABLE, record, call);
    }
  }

  private static <R> void write(Table<R> table, R record, PreparedStatement statement)
      throws SQLException {
    table.bind(record, statement);
    statement.executeUpdate();
  }

  /** Gives the connection back; what was not committed is undone. */
  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
