package dev.rollcall.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StatementsTest {
  private static final int VERY_MANY = 1_000;

  private Connection connection;
  private Statements statements;

  @BeforeEach
  void open() throws SQLException {
    connection = DriverManager.getConnection("jdbc:sqlite::memory:");
    statements = new Statements(connection);
  }

  @AfterEach
  void close() throws SQLException {
    statements.close();
    connection.close();
  }

  @Test
  void aStatementIsPreparedOnce() throws SQLException {
    PreparedStatement first = statements.prepared("select 1");
    assertThat(statements.prepared("select 2")).isNotSameAs(first);
    assertThat(statements.prepared("select 1")).isSameAs(first);
  }

  @Test
  void onlyTheLongestUnusedOfVeryManyIsGivenUp() throws SQLException {
    PreparedStatement used = statements.prepared("select 0");
    PreparedStatement unused = statements.prepared("select 1");
    for (int i = 2; i < VERY_MANY; i++) {
      assertThat(answer(statements.prepared("select " + i))).isEqualTo(i);
      assertThat(statements.prepared("select 0")).isSameAs(used);
    }
    assertThat(used.isClosed()).isFalse();
    assertThat(unused.isClosed()).isTrue();
    assertThat(answer(statements.prepared("select 1"))).isEqualTo(1);
  }

  @Test
  void closingClosesThem() throws SQLException {
    PreparedStatement one = statements.prepared("select 1");
    statements.close();
    assertThat(one.isClosed()).isTrue();
    assertThat(answer(statements.prepared("select 1"))).isEqualTo(1);
  }

  private static int answer(PreparedStatement statement) throws SQLException {
    try (ResultSet result = statement.executeQuery()) {
      return result.next() ? result.getInt(1) : -1;
    }
  }
}
