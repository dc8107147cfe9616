package dev.rollcall.store;

import dev.rollcall.core.identity.Id;
import dev.rollcall.core.identity.Sid;
import dev.rollcall.core.user.Actor;
import dev.rollcall.core.web.WebTarget;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The parameters of one statement, given from the first to the last. */
final class Parameters {
  private final PreparedStatement statement;
  private int last;

  Parameters(PreparedStatement statement) {
    this.statement = statement;
  }

  Parameters text(String value) throws SQLException {
    statement.setString(++last, value);
    return this;
  }

  Parameters text(Optional<String> value) throws SQLException {
    return value.isPresent() ? text(value.get()) : nothing(Types.VARCHAR);
  }

  Parameters sid(Sid value) throws SQLException {
    return text(value.text());
  }

  Parameters sid(Optional<? extends Sid> value) throws SQLException {
    return text(value.map(Sid::text));
  }

  Parameters id(Id value) throws SQLException {
    return text(value.text());
  }

  Parameters id(Optional<? extends Id> value) throws SQLException {
    return text(value.map(Id::text));
  }

  /** Two values: the type and the reference. */
  Parameters actor(Actor value) throws SQLException {
    return name(value.type()).text(value.reference());
  }

  /** Two values: the type and the reference. */
  Parameters actor(Optional<Actor> value) throws SQLException {
    return name(value.map(Actor::type)).text(value.map(Actor::reference));
  }

  Parameters number(long value) throws SQLException {
    statement.setLong(++last, value);
    return this;
  }

  Parameters number(Optional<Long> value) throws SQLException {
    return value.isPresent() ? number(value.get()) : nothing(Types.BIGINT);
  }

  Parameters name(Enum<?> value) throws SQLException {
    return text(EnumNames.of(value));
  }

  Parameters name(Optional<? extends Enum<?>> value) throws SQLException {
    return text(value.map(EnumNames::of));
  }

  Parameters flag(boolean value) throws SQLException {
    statement.setBoolean(++last, value);
    return this;
  }

  /** Whole milliseconds; what is finer is cut off, towards the past. */
  Parameters instant(Instant value) throws SQLException {
    statement.setLong(++last, value.toEpochMilli());
    return this;
  }

  Parameters instant(Optional<Instant> value) throws SQLException {
    return value.isPresent() ? instant(value.get()) : nothing(Types.BIGINT);
  }

  /** Whole milliseconds; what is finer is cut off. */
  Parameters duration(Optional<Duration> value) throws SQLException {
    return number(value.map(Duration::toMillis));
  }

  /** Their names, sorted, with a space between two. */
  Parameters names(Optional<? extends Set<? extends Enum<?>>> values) throws SQLException {
    return text(
        values.map(
            set -> set.stream().map(EnumNames::of).sorted().collect(Collectors.joining(" "))));
  }

  /** Two values: the URL and the method. */
  Parameters target(WebTarget value) throws SQLException {
    return text(value.address().toString()).name(value.method());
  }

  /** Two values: the URL and the method. */
  Parameters target(Optional<WebTarget> value) throws SQLException {
    return text(value.map(target -> target.address().toString()))
        .name(value.map(WebTarget::method));
  }

  private Parameters nothing(int type) throws SQLException {
    statement.setNull(++last, type);
    return this;
  }
}
