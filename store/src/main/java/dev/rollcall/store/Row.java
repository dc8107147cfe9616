package dev.rollcall.store;

import dev.rollcall.core.delivery.Subject;
import dev.rollcall.core.identity.CallSid;
import dev.rollcall.core.identity.ConferenceSid;
import dev.rollcall.core.user.Actor;
import dev.rollcall.core.user.ActorType;
import dev.rollcall.core.web.WebMethod;
import dev.rollcall.core.web.WebTarget;
import java.net.URI;
import java.net.URISyntaxException;
import java.sql.ResultSet;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

  int integer(String column) throws SQLException {
    long value = number(column);
    if (value != (int) value) {
      throw meaningless(column, String.valueOf(value));
    }
    return (int) value;
  }

  Optional<Integer> optionalInteger(String column) throws SQLException {
    return optionalText(column).isPresent() ? Optional.of(integer(column)) : Optional.empty();
  }

  Duration duration(String column) throws SQLException {
    return Duration.ofMillis(number(column));
  }

  Optional<Duration> optionalDuration(String column) throws SQLException {
    return optionalText(column).isPresent() ? Optional.of(duration(column)) : Optional.empty();
  }

  <E extends Enum<E>> Set<E> names(String column, Class<E> type) throws SQLException {
    String text = text(column);
    Set<E> values = EnumSet.noneOf(type);
    if (!text.isEmpty()) {
      for (String name : text.split(" ", -1)) {
        values.add(understood(column, name, each -> EnumNames.parse(type, each)));
      }
    }
    return values;
  }

  /** The address in the two columns whose names begin with {@code prefix}. */
  WebTarget target(String prefix) throws SQLException {
    return new WebTarget(
        parsed(prefix + "_url", Row::address), name(prefix + "_method", WebMethod.class));
  }

  /** What is no address is not quoted, since it may hold a password. */
  private static URI address(String text) throws UnreadableException {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw new UnreadableException("what is no URL");
    }
  }

  /** A conference or a call, as its sid says. */
  Subject subject(String column) throws SQLException {
    return understood(column, text(column), Row::subjectOf);
  }

  private static Optional<Subject> subjectOf(String sid) {
    return ConferenceSid.parse(sid)
        .<Subject>map(Subject.OfConference::new)
        .or(() -> CallSid.parse(sid).map(Subject.OfCall::new));
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

  <T> Optional<T> optionalParsed(String column, Reading<T> reading) throws SQLException {
    return optionalText(column).isPresent()
        ? Optional.of(parsed(column, reading))
        : Optional.empty();
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
