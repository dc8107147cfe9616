package dev.rollcall.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One table and how its rows stand for records.
 *
 * @param key the columns that name a record
 * @param columns all columns, those of the key first
 * @param computed the columns whose value is an expression, with it; a question mark in it stands
 *     for a value like any other
 * @param unchanging whether a record never differs from what it was when it was first written;
 *     computed columns are no part of what it was
 * @param writing gives a record's values in the order of {@code columns}
 * @param reading makes the record of a row
 */
record Table<R>(
    String name,
    List<String> key,
    List<String> columns,
    Map<String, String> computed,
    boolean unchanging,
    Writing<R> writing,
    Reading<R> reading) {
  /** The key of what is named by a sid. */
  static final String SID = "sid";

  /** The key of what is named by a bare id. */
  static final String ID = "id";

  /** A table whose records may change and whose columns hold what {@code writing} gives. */
  Table(String name, String key, List<String> columns, Writing<R> writing, Reading<R> reading) {
    this(name, List.of(key), columns, Map.of(), false, writing, reading);
  }

  @FunctionalInterface
  interface Writing<R> {
    void write(R record, Parameters parameters) throws SQLException;
  }

  @FunctionalInterface
  interface Reading<R> {
    R read(Row row) throws SQLException;
  }

  /** The statement that makes a new row, and fails if one with the same key is there. */
  String insert() {
    return "insert into %s (%s) values (%s)"
        .formatted(
            name,
            String.join(", ", columns),
            columns.stream()
                .map(column -> computed.getOrDefault(column, "?"))
                .collect(Collectors.joining(", ")));
  }

  /**
   * The statement that makes a row what it is to be, whether it was there before or not. It counts
   * no row if the records are unchanging and another one is there.
   */
  String upsert() {
    return insert()
        + " on conflict ("
        + String.join(", ", key)
        + ") do update set "
        + (unchanging
            ? assignment(key.getFirst()) + " where " + each(" is not distinct from ", " and ")
            : columns.stream()
                .filter(column -> !key.contains(column))
                .map(Table::assignment)
                .collect(Collectors.joining(", ")));
  }

  private static String assignment(String column) {
    return column + " = excluded." + column;
  }

  private String each(String comparison, String between) {
    return columns.stream()
        .filter(column -> !computed.containsKey(column))
        .map(column -> name + "." + column + comparison + "excluded." + column)
        .collect(Collectors.joining(between));
  }

  /**
   * The beginning of every question to this table.
   *
   * @param from this table, alone or joined to others
   */
  String select(String from) {
    return "select "
        + columns.stream().map(column -> name + "." + column).collect(Collectors.joining(", "))
        + " from "
        + from;
  }

  void bind(R record, PreparedStatement statement) throws SQLException {
    writing.write(record, new Parameters(statement));
  }

  R read(ResultSet result) throws SQLException {
    return reading.read(new Row(name, key, result));
  }
}
