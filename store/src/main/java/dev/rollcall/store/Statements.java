package dev.rollcall.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * The statements of one connection, each prepared once and kept for the next time it is needed; of
 * very many the one longest unused is given up. Used by one thread at a time.
 */
final class Statements implements AutoCloseable {
  private static final int KEPT = 128;

  private final Connection connection;
  private final SequencedMap<String, PreparedStatement> bySql =
      new LinkedHashMap<>(16, 0.75f, true);

  Statements(Connection connection) {
    this.connection = connection;
  }

  /** The statement for {@code sql}; whoever takes it closes its results, and not it. */
  PreparedStatement prepared(String sql) throws SQLException {
    PreparedStatement known = bySql.get(sql);
    if (known != null) {
      return known;
    }
    if (bySql.size() == KEPT) {
      bySql.pollFirstEntry().getValue().close();
    }
    PreparedStatement made = connection.prepareStatement(sql);
    bySql.put(sql, made);
    return made;
  }

  @Override
  public void close() throws SQLException {
    for (PreparedStatement statement : bySql.values()) {
      statement.close();
    }
    bySql.clear();
  }
}
