package dev.rollcall.media.codec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Against the tables of ITU-T Recommendation G.711. */
class G711Test {
  /** Table 2a: the values of the µ-law's first code of each segment, at 14 bits. */
  private static final int[] MU_LAW_SEGMENTS = {0, 33, 99, 231, 495, 1_023, 2_079, 4_191};

  @Test
  void muLawStandsForTheValuesOfTable2a() {
    for (int segment = 0; segment < 8; segment++) {
      for (int step = 0; step < 16; step++) {
        int value = MU_LAW_SEGMENTS[segment] + ((step * 2) << segment);
        int code = 0xff - (segment * 16 + step);
        assertThat(G711.PCMU.expand((byte) code))
            .as("code %x", code)
            .isEqualTo((short) (4 * value));
        assertThat(G711.PCMU.expand((byte) (code - 0x80))).isEqualTo((short) (-4 * value));
      }
    }
    assertThat(G711.PCMU.expand((byte) 0x80)).isEqualTo((short) (4 * 8_031));
  }

  @Test
  void aLawStandsForTheValuesOfTable1a() {
    for (int segment = 0; segment < 8; segment++) {
      for (int step = 0; step < 16; step++) {
        int value = segment == 0 ? 2 * step + 1 : (2 * step + 33) << (segment - 1);
        int code = (0x80 | (segment * 16 + step)) ^ 0x55;
        assertThat(G711.PCMA.expand((byte) code))
            .as("code %x", code)
            .isEqualTo((short) (8 * value));
        assertThat(G711.PCMA.expand((byte) (code ^ 0x80))).isEqualTo((short) (-8 * value));
      }
    }
    assertThat(G711.PCMA.expand((byte) 0xaa)).isEqualTo((short) (8 * 4_032));
  }

  @Test
  void knownSamplesHaveKnownCodes() {
    assertThat(G711.PCMU.compress(0)).isEqualTo((byte) 0xff);
    assertThat(G711.PCMU.compress(32_767)).isEqualTo((byte) 0x80);
    assertThat(G711.PCMU.compress(-32_768)).isEqualTo((byte) 0x00);
    assertThat(G711.PCMU.compress(1_000)).isEqualTo((byte) 0xce);
    assertThat(G711.PCMA.compress(0)).isEqualTo((byte) 0xd5);
    assertThat(G711.PCMA.compress(-1)).isEqualTo((byte) 0x55);
    assertThat(G711.PCMA.compress(32_767)).isEqualTo((byte) 0xaa);
    assertThat(G711.PCMA.compress(-32_768)).isEqualTo((byte) 0x2a);
  }

  @Test
  void everyCodeComesBackButForTheSecondZeroOfMuLaw() {
    for (int code = 0; code < 256; code++) {
      byte octet = (byte) code;
      int expected = code == 0x7f ? 0xff : code;
      assertThat(G711.PCMU.compress(G711.PCMU.expand(octet)) & 0xff).isEqualTo(expected);
      assertThat(G711.PCMA.compress(G711.PCMA.expand(octet)) & 0xff).isEqualTo(code);
    }
    assertThat(G711.PCMU.expand((byte) 0x7f)).isZero();
  }

  @Test
  void noSampleIsFartherFromItsCodeThanHalfAStep() {
    for (int sample = -32_635; sample <= 32_635; sample++) {
      byte muLaw = G711.PCMU.compress(sample);
      int muLawStep = 8 << ((~muLaw >> 4) & 7);
      assertThat(Math.abs(G711.PCMU.expand(muLaw) - sample))
          .as("mu-law of %d", sample)
          .isLessThanOrEqualTo(muLawStep / 2);
      byte aLaw = G711.PCMA.compress(sample);
      int aLawStep = 8 << Math.max(1, ((aLaw ^ 0x55) >> 4) & 7);
      assertThat(Math.abs(G711.PCMA.expand(aLaw) - sample))
          .as("A-law of %d", sample)
          .isLessThanOrEqualTo(Math.max(aLawStep / 2, Math.abs(sample) - 32_256));
    }
  }

  @Test
  void framesAreDecodedAndEncodedWhole() {
    short[] samples = {0, 8, -24, 1_052, -32_124};
    byte[] payload = new byte[5];
    short[] back = new short[5];
    assertThat(G711.PCMU.encode(samples, 5, payload)).isEqualTo(5);
    assertThat(G711.PCMU.decode(payload, 5, back)).isEqualTo(G711.PCMU.samplesIn(5));
    assertThat(back).containsExactly(0, 8, -24, 1_052, -32_124);
  }
}
