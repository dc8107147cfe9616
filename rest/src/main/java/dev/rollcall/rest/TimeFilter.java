package dev.rollcall.rest;

import dev.rollcall.core.paging.InstantRange;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * Filters by time. The comparison stands at the end of the parameter's name, {@code
 * DateCreated>=2026-11-21} being the name {@code DateCreated>} with a value, or at the start of the
 * value; it always includes the bound. Days are days in UTC.
 */
final class TimeFilter {
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration SECOND = Duration.ofSeconds(1);

  /** A stretch of time that a value stands for: a whole day or a whole second. */
  private record Stretch(Instant from, Duration length) {
    private Instant until() {
      return from.plus(length);
    }
  }

  private TimeFilter() {}

  /** Reads {@code name}, {@code name<} and {@code name>} with days as their values. */
  static InstantRange days(Arguments arguments, String name) {
    return range(arguments, name, false);
  }

  /** Reads {@code name}, {@code name<} and {@code name>} with days or times as their values. */
  static InstantRange times(Arguments arguments, String name) {
    return range(arguments, name, true);
  }

  private static InstantRange range(Arguments arguments, String name, boolean withTimes) {
    refuseBareComparison(arguments, name);
    Optional<Instant> from = Optional.empty();
    Optional<Instant> until = Optional.empty();
    for (String comparison : List.of("", "<", ">")) {
      Optional<String> given = arguments.text(name + comparison);
      if (given.isEmpty()) {
        continue;
      }
      String value = given.get();
      String bound = value.startsWith("<=") || value.startsWith(">=") ? value.substring(2) : value;
      String operator = bound.equals(value) ? comparison : value.substring(0, 1);
      Stretch stretch =
          stretch(bound, withTimes)
              .orElseThrow(
                  () ->
                      Arguments.invalid(
                          name + comparison,
                          value,
                          withTimes
                              ? "a day YYYY-MM-DD or a time YYYY-MM-DDThh:mm:ssZ in UTC"
                              : "a day YYYY-MM-DD in UTC, without a time"));
      if (!operator.equals("<")) {
        from = Optional.of(latest(from, stretch.from()));
      }
      if (!operator.equals(">")) {
        until = Optional.of(earliest(until, stretch.until()));
      }
    }
    return new InstantRange(from, until);
  }

  /** {@code DateCreated>2026-11-21} is a name without a value, which must not be passed over. */
  private static void refuseBareComparison(Arguments arguments, String name) {
    for (String given : arguments.parameters().names()) {
      if (given.length() > name.length() + 1
          && (given.startsWith(name + "<") || given.startsWith(name + ">"))) {
        throw Arguments.invalid(
            name,
            given.substring(name.length()),
            name + "<=YYYY-MM-DD or " + name + ">=YYYY-MM-DD");
      }
    }
  }

  private static Instant latest(Optional<Instant> known, Instant other) {
    return known.filter(other::isBefore).orElse(other);
  }

  private static Instant earliest(Optional<Instant> known, Instant other) {
    return known.filter(other::isAfter).orElse(other);
  }

  private static Optional<Stretch> stretch(String text, boolean withTimes) {
    if (text.isEmpty() || !Character.isDigit(text.charAt(0))) {
      // A year of more than four digits has a sign, and is beyond what a store can hold.
      return Optional.empty();
    }
    try {
      if (text.length() == "YYYY-MM-DD".length()) {
        Instant midnight = LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
        return Optional.of(new Stretch(midnight, DAY));
      }
      return withTimes ? Optional.of(new Stretch(time(text), SECOND)) : Optional.empty();
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  /** A time with an offset, or without one, as the Java SDK sends it: that is UTC. */
  private static Instant time(String text) {
    try {
      return LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException _) {
      return OffsetDateTime.parse(text).toInstant();
    }
  }
}
