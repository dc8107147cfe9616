package dev.rollcall.store;

import dev.rollcall.core.user.Actor;
import dev.rollcall.core.user.ActorType;
import java.sql.ResultSet;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The current row of a result, read by the names of its columns. What does not mean anything to
 * this version is a {@link SQLDataException} that names table, record and column.
 */
final class Row {
  private final String table;
  private final List<String> key;
  private final ResultSet result;

  /**
   * @param key the columns that name the row
   */
  Row(String table, List<String> key, ResultSet result) {
    this.table = table;
    this.key = key;
    this.result = result;
  }

  /** Reads the text of a column. */
  @FunctionalInterface
  interface Reading<T> {
    T read(String text) throws UnreadableException;
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

  /** A sid or a bare id, as {@code parse} reads it. */
  <S> S id(String column, Function<String, Optional<S>> parse) throws SQLException {
    return understood(column, text(column), parse);
  }

  <S> Optional<S> optionalId(String column, Function<String, Optional<S>> parse)
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

  long number(String column) throws SQLException {
    long value = result.getLong(column);
    if (result.wasNull()) {
      throw meaningless(column, "nothing");
    }
    return value;
  }

  /** The actor in the two columns whose names begin with {@code prefix}. */
  Actor actor(String prefix) throws SQLException {
    return new Actor(name(prefix + "_type", ActorType.class), text(prefix + "_reference"));
  }

  Optional<Actor> optionalActor(String prefix) throws SQLException {
    return optionalText(prefix + "_type").isPresent()
        ? Optional.of(actor(prefix))
        : Optional.empty();
  }

  <T> T parsed(String column, Reading<T> reading) throws SQLException {
    String text = text(column);
    try {
      return reading.read(text);
    } catch (UnreadableException e) {
      throw meaningless(column, e.getMessage());
    }
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
    List<String> name = new ArrayList<>();
    for (String part : key) {
      name.add(result.getString(part));
    }
    return new SQLDataException(
        "%s %s holds %s in column %s, which this version does not understand"
            .formatted(table, String.join(" ", name), content, column));
  }
}
