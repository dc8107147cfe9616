package dev.rollcall.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.rest.server.ServerReport.Check;
import dev.rollcall.server.AudioCheck.Counts;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Audio judged by the last minutes. */
class AudioCheckTest {
  private static final Instant START = Instant.parse("2026-11-21T08:00:00Z");

  private final AudioCheck audio = new AudioCheck();

  private Check after(int seconds, long frames, long leftOut, long failures) {
    return audio.judge(
        new Counts(frames, leftOut, failures), START.plus(Duration.ofSeconds(seconds)));
  }

  @Test
  void whoAsksFirstHearsOfTheTimeSinceTheStart() {
    assertThat(after(0, 5_000, 0, 0))
        .isEqualTo(new Check("audio", true, "Since the start no frame was left out."));
    assertThat(after(30, 6_000, 7, 0))
        .isEqualTo(
            new Check(
                "audio",
                false,
                "Since the start 7 frames of 6,000 left out, because the machine was busy."));
  }

  @Test
  void whatIsOverAlarmsNoMoreAndIsStillTold() {
    assertThat(after(0, 10_000, 2_000, 1).ok()).isFalse();

    assertThat(after(60, 13_000, 2_000, 1))
        .isEqualTo(
            new Check(
                "audio",
                true,
                "In the last minute no frame was left out. Since the start 2,000 frames of 13,000"
                    + " left out, because the machine was busy; 1 error survived, which the log"
                    + " explains."));
  }

  @Test
  void whatHappensNowAlarmsHoweverLongAllWasWell() {
    assertThat(after(0, 900_000_000, 0, 0).ok()).isTrue();
    assertThat(after(120, 900_006_000, 100, 0).ok()).as("frames left out").isFalse();
    assertThat(after(180, 900_009_000, 100, 1).explanation())
        .startsWith("In the last 3 minutes 100 frames of 9,000 left out")
        .contains("1 error survived");
  }

  @Test
  void itIsComparedWithTheOldestOfTenMinutes() {
    after(0, 0, 0, 0);
    for (int minute = 1; minute <= 9; minute++) {
      assertThat(after(60 * minute, 3_000L * minute, minute == 1 ? 0 : 500, 0)).isNotNull();
    }
    // Frames were left out between the first and the second minute.
    assertThat(after(660, 33_000, 500, 0).ok()).isFalse();
    assertThat(after(720, 36_000, 500, 0).ok()).isTrue();
  }

  @Test
  void askingOftenKeepsNoMoreThanOneAMinute() {
    for (int second = 0; second < 60; second++) {
      assertThat(after(second, 50L * second, 3, 0).explanation()).startsWith("Since the start");
    }
    assertThat(after(60, 3_000, 3, 0).explanation()).startsWith("In the last minute");
  }

  @Test
  void aClockThatIsSetBackBeginsAnew() {
    after(600, 30_000, 0, 0);
    assertThat(after(0, 31_000, 0, 0).explanation()).startsWith("Since the start");
    assertThat(after(60, 34_000, 0, 0).explanation()).startsWith("In the last minute");
  }
}
