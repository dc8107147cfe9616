package dev.rollcall.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One table and how its rows stand for records.
 *
 * @param columns all columns, the key {@link #KEY} first
 * @param writing gives a record's values in the order of {@code columns}
 * @param reading makes the record of a row
 */
record Table<R>(String name, List<String> columns, Writing<R> writing, Reading<R> reading) {
  /** The column that names a record, in every table. */
  static final String KEY = "sid";

  @FunctionalInterface
  interface Writing<R> {
    void write(R record, Parameters parameters) throws SQLException;
  }

  @FunctionalInterface
  interface Reading<R> {
    R read(Row row) throws SQLException;
  }

  /** The statement that makes a row what it is to be, whether it was there before or not. */
  String upsert() {
    return "insert into %s (%s) values (%s) on conflict (%s) do update set %s"
        .formatted(
            name,
            String.join(", ", columns),
            columns.stream().map(_ -> "?").collect(Collectors.joining(", ")),
            KEY,
            columns.stream()
                .filter(column -> !column.equals(KEY))
                .map(column -> column + " = excluded." + column)
                .collect(Collectors.joining(", ")));
  }

  /** The beginning of every question to this table. */
  String select() {
    return "select " + String.join(", ", columns) + " from " + name;
  }

  void bind(R record, PreparedStatement statement) throws SQLException {
    writing.write(record, new Parameters(statement));
  }

  R read(ResultSet result) throws SQLException {
    return reading.read(new Row(name, result));
  }
}
