package dev.rollcall.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Rfc2822Test {
  private static final DateTimeFormatter EXPECTED =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss xxxx", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  @Test
  void writesTheDayInTwoDigitsInEnglish() {
    assertThat(Rfc2822.format(Instant.parse("2026-03-01T08:05:09.999Z")))
        .isEqualTo("Sun, 01 Mar 2026 08:05:09 +0000");
  }

  @Test
  void agreesWithTheLibraryAtAnyTime() {
    Random random = new Random(7);
    for (int i = 0; i < 10_000; i++) {
      Instant instant = Instant.ofEpochSecond(random.nextLong(0, 4_102_444_800L));
      assertThat(Rfc2822.format(instant)).isEqualTo(EXPECTED.format(instant));
    }
  }
}
