package dev.rollcall.core.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is reckoned from what was counted. */
class CallQualityTest {
  private static CallQuality quality(
      long packets, long lost, long late, OptionalInt buffer, Optional<Duration> roundTrip) {
    return new CallQuality(
        "PCMA",
        new CallQuality.Received(packets, lost, late, 0, OptionalDouble.of(2), buffer),
        new CallQuality.Sent(1, Optional.of(new CallQuality.FarEnd(0, 1, roundTrip))));
  }

  @ParameterizedTest
  @CsvSource({
    // Without any impairment R is 93.2, which G.107 annex B gives 4.41.
    "0, 0, 4.41",
    "40, 0, 4.39",
    // R = 93.2 - 0.96 - 95/26.1
    "40, 1, 4.30",
    "40, 5, 3.88",
    "40, 20, 2.58",
    // R = 93.2 - 7.2 - 13.5
    "300, 0, 3.71",
    "3000, 0, 1",
    "0, 100, 1.18",
    "400, 100, 1"
  })
  void theScoreIsThatOfTheModel(double delay, double lost, double mos) {
    assertThat(EModel.mos(delay, lost)).isCloseTo(mos, within(0.01));
  }

  @Test
  void theScoreNeverRisesWithDelayOrLossAndKeepsToItsScale() {
    for (int delay = 0; delay < 1_000; delay += 10) {
      for (int lost = 0; lost < 100; lost++) {
        assertThat(EModel.mos(delay, lost))
            .isBetween(1.0, 4.5)
            .isGreaterThanOrEqualTo(EModel.mos(delay + 10, lost))
            .isGreaterThanOrEqualTo(EModel.mos(delay, lost + 1));
      }
    }
  }

  @Test
  void lateCountsAsLostAndHalfTheRoundTripAsDelay() {
    assertThat(
            quality(98, 2, 3, OptionalInt.of(40), Optional.of(Duration.ofMillis(100)))
                .mos()
                .orElseThrow())
        .isEqualTo(EModel.mos(90, 5));
    assertThat(quality(98, 2, 0, OptionalInt.of(40), Optional.empty()).mos().orElseThrow())
        .isEqualTo(EModel.mos(40, 2));
  }

  @Test
  void whatIsLostIsOfWhatWasSent() {
    assertThat(quality(90, 10, 0, OptionalInt.of(40), Optional.empty()).received().lostPercent())
        .hasValue(10);
    assertThat(quality(0, 0, 0, OptionalInt.empty(), Optional.empty()).received().lostPercent())
        .isEmpty();
  }

  @Test
  void thereIsNoScoreOfNothing() {
    assertThat(quality(0, 0, 0, OptionalInt.of(40), Optional.empty()).mos()).isEmpty();
    assertThat(quality(9, 0, 0, OptionalInt.empty(), Optional.empty()).mos()).isEmpty();
  }
}
