package dev.rollcall.store;

import dev.rollcall.core.identity.Id;
import dev.rollcall.core.identity.Sid;
import dev.rollcall.core.paging.Cursor;
import dev.rollcall.core.paging.InstantRange;
import dev.rollcall.core.paging.Keyset;
import dev.rollcall.core.paging.Seek;
import dev.rollcall.core.user.Actor;
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
import java.util.stream.Collectors;

/** One question to one table; every condition must hold. Not safe for use by many threads. */
final class Query<R> {
  private final Table<R> table;
  private final String from;
  private final StringBuilder conditions = new StringBuilder();
  private final List<Object> values = new ArrayList<>();
  private String order = "";
  private boolean turned;

  /** The columns that a list is ordered by, and which way. */
  record Order(boolean ascending, List<String> columns) {
    Order {
      columns = List.copyOf(columns);
    }

    static Order oldestFirst(String... columns) {
      return new Order(true, List.of(columns));
    }

    static Order newestFirst(String... columns) {
      return new Order(false, List.of(columns));
    }

    private String sql(boolean turned) {
      String direction = ascending == turned ? " desc" : " asc";
      return columns.stream()
          .map(column -> column + direction)
          .collect(Collectors.joining(", ", " order by ", ""));
    }
  }

  private Query(Table<R> table, String from) {
    this.table = table;
    this.from = from;
  }

  static <R> Query<R> of(Table<R> table) {
    return new Query<>(table, table.name());
  }

  /**
   * @param from {@code table} and what it is joined to; conditions then name their table
   */
  static <R> Query<R> of(Table<R> table, String from) {
    return new Query<>(table, from);
  }

  Query<R> where(String condition) {
    conditions.append(conditions.isEmpty() ? " where " : " and ").append(condition);
    return this;
  }

  Query<R> equal(String column, String value) {
    return compare(column, "=", value);
  }

  Query<R> equal(String column, Sid value) {
    return compare(column, "=", value.text());
  }

  Query<R> equal(String column, Id value) {
    return compare(column, "=", value.text());
  }

  Query<R> equal(String column, Enum<?> value) {
    return compare(column, "=", EnumNames.of(value));
  }

  /**
   * @param prefix what the names of the actor's two columns begin with
   */
  Query<R> equal(String prefix, Actor value) {
    return equal(prefix + "_type", value.type()).equal(prefix + "_reference", value.reference());
  }

  /**
   * @param prefix what the names of the actor's two columns begin with
   */
  Query<R> not(String prefix, Actor value) {
    where("not (%s_type = ? and %s_reference = ?)".formatted(prefix, prefix));
    values.add(EnumNames.of(value.type()));
    values.add(value.reference());
    return this;
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

  Query<R> after(String column, long value) {
    return compare(column, ">", value);
  }

  Query<R> upTo(String column, long value) {
    return compare(column, "<=", value);
  }

  /** What has not happened is null in the database, so it lies in no range that has a bound. */
  Query<R> within(String column, InstantRange range) {
    range.from().ifPresent(bound -> compare(column, ">=", firstMillisNotBefore(bound)));
    range.until().ifPresent(bound -> compare(column, "<", firstMillisNotBefore(bound)));
    return this;
  }

  /** Must come last. The text of an id with the sid's prefix sorts as {@link Sid#compare} does. */
  Query<R> page(Keyset keyset, Function<UUID, ? extends Sid> sid) {
    return page(Table.SID, keyset, id -> sid.apply(id).text());
  }

  /** Must come last. For what is named by a bare id, whose text sorts the same way. */
  Query<R> pageById(Keyset keyset) {
    return page(Table.ID, keyset, UUID::toString);
  }

  private Query<R> page(String key, Keyset keyset, Function<UUID, String> text) {
    return stretch(
        Order.newestFirst(key),
        keyset.cursor().map(cursor -> List.of(text.apply(cursor.id()))),
        keyset.cursor().map(Cursor::direction).equals(Optional.of(Cursor.Direction.BEFORE)),
        keyset.limit());
  }

  /**
   * Must come last.
   *
   * @param key gives the values of the order's columns
   */
  <K> Query<R> seek(Order wanted, Seek<K> seek, Function<K, List<Object>> key) {
    return stretch(wanted, seek.from().map(key), seek.backwards(), seek.limit());
  }

  private Query<R> stretch(
      Order wanted, Optional<? extends List<?>> key, boolean backwards, int limit) {
    turned = backwards;
    key.ifPresent(place -> beyond(wanted, place));
    return first(wanted.sql(turned), limit);
  }

  private void beyond(Order wanted, List<?> place) {
    String comparison = wanted.ascending() == turned ? " < " : " > ";
    where(
        wanted.columns().size() == 1
            ? wanted.columns().getFirst() + comparison + "?"
            : "(%s)%s(%s)"
                .formatted(
                    String.join(", ", wanted.columns()),
                    comparison,
                    place.stream().map(_ -> "?").collect(Collectors.joining(", "))));
    values.addAll(place);
  }

  /** Must come last. */
  Query<R> first(Order wanted, int limit) {
    return first(wanted.sql(false), limit);
  }

  private Query<R> first(String wanted, int limit) {
    order = wanted + " limit ?";
    values.add(limit);
    return this;
  }

  /** Must come last: all records, however many. */
  Query<R> all(Order wanted) {
    order = wanted.sql(false);
    return this;
  }

  /** The statement with a question mark for each value. */
  String sql() {
    return table.select(from) + conditions + order;
  }

  /** As {@link #sql}, to count the records instead of reading them. */
  String countingSql() {
    return "select count(*) from " + from + conditions;
  }

  /** As {@link #sql}, for the greatest value of {@code column} instead of the records. */
  String greatestSql(String column) {
    return "select max(" + column + ") from " + from + conditions;
  }

  /** The records, in the order that was asked for. */
  List<R> run(Statements statements) throws SQLException {
    List<R> records = new ArrayList<>();
    try (ResultSet result = bound(statements.prepared(sql())).executeQuery()) {
      while (result.next()) {
        records.add(table.read(result));
      }
    }
    if (turned) {
      Collections.reverse(records);
    }
    return Collections.unmodifiableList(records);
  }

  /** How many records there are. */
  long count(Statements statements) throws SQLException {
    try (ResultSet result = bound(statements.prepared(countingSql())).executeQuery()) {
      return result.next() ? result.getLong(1) : 0;
    }
  }

  /** The greatest value of {@code column}, a number; 0 if there are no records. */
  long greatest(String column, Statements statements) throws SQLException {
    try (ResultSet result = bound(statements.prepared(greatestSql(column))).executeQuery()) {
      return result.next() ? result.getLong(1) : 0;
    }
  }

  private PreparedStatement bound(PreparedStatement statement) throws SQLException {
    for (int i = 0; i < values.size(); i++) {
      statement.setObject(i + 1, values.get(i));
    }
    return statement;
  }

  private Query<R> compare(String column, String operator, Object value) {
    where(column + " " + operator + " ?");
    values.add(value);
    return this;
  }

  /**
   * Stored instants are whole milliseconds, so one is before {@code bound} exactly if it is before
   * the first whole millisecond that is not.
   */
  static long firstMillisNotBefore(Instant bound) {
    long floor = millis(bound);
    return floor == Long.MAX_VALUE || !bound.isAfter(Instant.ofEpochMilli(floor))
        ? floor
        : floor + 1;
  }

  /** An instant as it is stored; what lies beyond what can be stored counts as its limit. */
  static long millis(Instant instant) {
    try {
      return instant.toEpochMilli();
    } catch (ArithmeticException beyond) {
      return instant.isBefore(Instant.EPOCH) ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
  }
}
