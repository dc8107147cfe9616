package dev.rollcall.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.sqlite.ProgressHandler;

/** What SQLite does to answer a question. */
final class Plans {
  private Plans() {}

  @FunctionalInterface
  interface Work {
    void run() throws SQLException;
  }

  /** The steps of SQLite's plan for {@code sql}, with semicolons between them. */
  static String of(Connection connection, String sql) throws SQLException {
    StringBuilder plan = new StringBuilder();
    try (PreparedStatement statement = connection.prepareStatement("explain query plan " + sql);
        ResultSet steps = statement.executeQuery()) {
      while (steps.next()) {
        plan.append(plan.isEmpty() ? "" : "; ").append(steps.getString("detail"));
      }
    }
    return plan.toString();
  }

  /** How many instructions SQLite's virtual machine carries out for {@code work}. */
  static int instructions(Connection connection, Work work) throws SQLException {
    Counter counter = new Counter();
    ProgressHandler.setHandler(connection, 1, counter);
    try {
      work.run();
    } finally {
      ProgressHandler.clearHandler(connection);
    }
    return counter.instructions;
  }

  private static final class Counter extends ProgressHandler {
    private int instructions;

    @Override
    protected int progress() {
      instructions++;
      return 0;
    }
  }
}
