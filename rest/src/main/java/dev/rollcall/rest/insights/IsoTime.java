package dev.rollcall.rest.insights;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Times as clients give them in filters: ISO 8601, in UTC where they name no zone. */
final class IsoTime {
  private static final List<Function<String, Instant>> FORMS =
      List.of(
          text -> OffsetDateTime.parse(text).toInstant(),
          text -> LocalDateTime.parse(text).toInstant(ZoneOffset.UTC),
          text -> LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());

  private IsoTime() {}

  static Optional<Instant> parse(String text) {
    // A plus sign that was not encoded has become a space.
    String given = text.strip().replace(' ', '+');
    return FORMS.stream().flatMap(form -> attempt(form, given).stream()).findFirst();
  }

  private static Optional<Instant> attempt(Function<String, Instant> form, String text) {
    try {
      return Optional.of(form.apply(text));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }
}
