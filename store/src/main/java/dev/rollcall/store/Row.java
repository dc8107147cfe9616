package dev.rollcall.store;

import java.sql.ResultSet;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * The current row of a result, read by the names of its columns. What does not mean anything to
 * this version is a {@link SQLDataException} that names table, record and column.
 */
final class Row {
  private final String table;
  private final ResultSet result;

  Row(String table, ResultSet result) {
    this.table = table;
    this.result = result;
  }

  String text(String column) throws SQLException {
    Optional<String> value = optionalText(column);
    if (value.isEmpty()) {
      throw meaningless(column, "nothing");
    }
    return value.get();
  }

  Optional<String> optionalText(String column) throws SQLException {
    return Optional.ofNullable(result.getString(column));
  }

  <S> S sid(String column, Function<String, Optional<S>> parse) throws SQLException {
    return understood(column, text(column), parse);
  }

  <S> Optional<S> optionalSid(String column, Function<String, Optional<S>> parse)
      throws SQLException {
    Optional<String> text = optionalText(column);
    return text.isEmpty() ? Optional.empty() : Optional.of(understood(column, text.get(), parse));
  }

  <E extends Enum<E>> E name(String column, Class<E> type) throws SQLException {
    return understood(column, text(column), text -> EnumNames.parse(type, text));
  }

  <E extends Enum<E>> Optional<E> optionalName(String column, Class<E> type) throws SQLException {
    Optional<String> text = optionalText(column);
    return text.isEmpty()
        ? Optional.empty()
        : Optional.of(understood(column, text.get(), name -> EnumNames.parse(type, name)));
  }

  boolean flag(String column) throws SQLException {
    boolean value = result.getBoolean(column);
    if (result.wasNull()) {
      throw meaningless(column, "nothing");
    }
    return value;
  }

  Instant instant(String column) throws SQLException {
    Optional<Instant> value = optionalInstant(column);
    if (value.isEmpty()) {
      throw meaningless(column, "nothing");
    }
    return value.get();
  }

  Optional<Instant> optionalInstant(String column) throws SQLException {
    long millis = result.getLong(column);
    return result.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
  }

  private <T> T understood(String column, String text, Function<String, Optional<T>> parse)
      throws SQLException {
    Optional<T> value = parse.apply(text);
    if (value.isEmpty()) {
      throw meaningless(column, "\"" + text + "\"");
    }
    return value.get();
  }

  private SQLDataException meaningless(String column, String content) throws SQLException {
    return new SQLDataException(
        "%s %s holds %s in column %s, which this version does not understand"
            .formatted(table, result.getString(Table.KEY), content, column));
  }
}
