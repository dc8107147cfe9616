package dev.rollcall.media.rtp;

import static dev.rollcall.media.rtp.ReceptionStatistics.Arrival.DUPLICATE;
import static dev.rollcall.media.rtp.ReceptionStatistics.Arrival.NEW;
import static dev.rollcall.media.rtp.ReceptionStatistics.Arrival.OUT_OF_SEQUENCE;
import static dev.rollcall.media.rtp.ReceptionStatistics.Arrival.RESTARTED;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReceptionStatisticsTest {
  private final ReceptionStatistics statistics = new ReceptionStatistics();

  private ReceptionStatistics.Arrival packet(int sequence) {
    return statistics.onPacket(sequence & 0xffff, sequence * 160, sequence * 160);
  }

  @Test
  void sequenceNumbersWrapIntoCycles() {
    for (int i = 65_530; i < 65_546; i++) {
      assertThat(packet(i)).isEqualTo(NEW);
    }
    assertThat(statistics.extendedHighestSequence()).isEqualTo(65_545);
    assertThat(statistics.expected()).isEqualTo(16);
    assertThat(statistics.missing()).isZero();
  }

  @Test
  void lossAndDuplicatesAreCounted() {
    packet(1);
    packet(2);
    packet(6);
    assertThat(packet(4)).isEqualTo(NEW);
    assertThat(packet(4)).isEqualTo(DUPLICATE);
    assertThat(packet(6)).isEqualTo(DUPLICATE);
    assertThat(statistics.missing()).isEqualTo(2);
    assertThat(statistics.cumulativeLost()).isZero();
  }

  @Test
  void fractionLostIsOfTheLastInterval() {
    packet(0);
    packet(3);
    assertThat(statistics.takeFractionLost()).isEqualTo(128);
    packet(4);
    packet(5);
    packet(6);
    packet(8);
    assertThat(statistics.takeFractionLost()).isEqualTo(256 / 5);
    assertThat(statistics.takeFractionLost()).isZero();
  }

  @Test
  void aJumpNeedsASecondPacket() {
    packet(1);
    assertThat(packet(30_000)).isEqualTo(OUT_OF_SEQUENCE);
    assertThat(packet(2)).isEqualTo(NEW);
    assertThat(packet(40_000)).isEqualTo(OUT_OF_SEQUENCE);
    assertThat(packet(40_001)).isEqualTo(RESTARTED);
    assertThat(statistics.expected()).isEqualTo(1);
  }

  @Test
  void jitterFollowsAppendixA8() {
    for (int i = 0; i < 2_000; i++) {
      statistics.onPacket(i, i * 160, i * 160 + (i % 2) * 40);
    }
    assertThat(statistics.jitter()).isBetween(38, 40);
  }
}
