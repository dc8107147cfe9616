package dev.rollcall.store;

import dev.rollcall.core.identity.Sid;
import dev.rollcall.core.paging.Cursor;
import dev.rollcall.core.paging.InstantRange;
import dev.rollcall.core.paging.Keyset;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** One question to one table; every condition must hold. Not safe for use by many threads. */
final class Query<R> {
  private final Table<R> table;
  private final StringBuilder sql;
  private final List<Object> values = new ArrayList<>();
  private boolean conditional;
  private boolean oldestFirst;

  private Query(Table<R> table) {
    this.table = table;
    sql = new StringBuilder(table.select());
  }

  static <R> Query<R> of(Table<R> table) {
    return new Query<>(table);
  }

  Query<R> where(String condition) {
    sql.append(conditional ? " and " : " where ").append(condition);
    conditional = true;
    return this;
  }

  Query<R> equal(String column, String value) {
    return compare(column, "=", value);
  }

  Query<R> equal(String column, Sid value) {
    return compare(column, "=", value.text());
  }

  Query<R> equalText(String column, Optional<String> value) {
    value.ifPresent(wanted -> compare(column, "=", wanted));
    return this;
  }

  Query<R> equalName(String column, Optional<? extends Enum<?>> value) {
    value.ifPresent(wanted -> compare(column, "=", EnumNames.of(wanted)));
    return this;
  }

  Query<R> equalFlag(String column, Optional<Boolean> value) {
    value.ifPresent(wanted -> compare(column, "=", wanted));
    return this;
  }

  /** What has not happened is null in the database, so it lies in no range that has a bound. */
  Query<R> within(String column, InstantRange range) {
    range.from().ifPresent(bound -> compare(column, ">=", firstMillisNotBefore(bound)));
    range.until().ifPresent(bound -> compare(column, "<", firstMillisNotBefore(bound)));
    return this;
  }

  /** Must come last. The text of an id with the sid's prefix sorts as {@link Sid#compare} does. */
  Query<R> page(Keyset keyset, Function<UUID, ? extends Sid> sid) {
    keyset
        .cursor()
        .ifPresent(
            cursor -> {
              oldestFirst = cursor.direction() == Cursor.Direction.BEFORE;
              compare(Table.KEY, oldestFirst ? ">" : "<", sid.apply(cursor.id()).text());
            });
    sql.append(" order by ").append(Table.KEY).append(oldestFirst ? " asc" : " desc");
    sql.append(" limit ?");
    values.add(keyset.limit());
    return this;
  }

  /** Must come last. */
  Query<R> newestFirst() {
    sql.append(" order by ").append(Table.KEY).append(" desc");
    return this;
  }

  /** The statement with a question mark for each value. */
  String sql() {
    return sql.toString();
  }

  /** The records, newest first if {@link #page} or {@link #newestFirst} was asked for. */
  List<R> run(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql())) {
      for (int i = 0; i < values.size(); i++) {
        statement.setObject(i + 1, values.get(i));
      }
      List<R> records = new ArrayList<>();
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) {
          records.add(table.read(result));
        }
      }
      if (oldestFirst) {
        Collections.reverse(records);
      }
      return Collections.unmodifiableList(records);
    }
  }

  private Query<R> compare(String column, String operator, Object value) {
    where(column + " " + operator + " ?");
    values.add(value);
    return this;
  }

  /**
   * Stored instants are whole milliseconds, so one is before {@code bound} exactly if it is before
   * the first whole millisecond that is not. Bounds beyond what is stored count as its limits.
   */
  private static long firstMillisNotBefore(Instant bound) {
    try {
      long floor = bound.toEpochMilli();
      return bound.equals(Instant.ofEpochMilli(floor)) ? floor : floor + 1;
    } catch (ArithmeticException beyond) {
      return bound.isBefore(Instant.EPOCH) ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
  }
}
