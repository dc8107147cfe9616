package dev.rollcall.phone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class SpectrumTest {
  private static final int FRAME = 160;

  @Test
  void tellsTonesApartWithinOneFrame() {
    short[] mixed = new short[FRAME];
    short[] frame = new short[FRAME];
    Voice.tone(400, 3_000).speak(mixed);
    Voice.tone(650, 1_000).speak(frame);
    for (int i = 0; i < FRAME; i++) {
      mixed[i] += frame[i];
    }

    assertThat(Spectrum.amplitude(mixed, 400)).isCloseTo(3_000, within(5.0));
    assertThat(Spectrum.amplitude(mixed, 650)).isCloseTo(1_000, within(5.0));
    assertThat(Spectrum.amplitude(mixed, 900)).isCloseTo(0, within(5.0));
  }

  @Test
  void aToneGoesOnWithoutASeam() {
    Voice voice = Voice.tone(450, 3_000);
    short[] whole = new short[3 * FRAME];
    Voice.tone(450, 3_000).speak(whole);
    short[] frame = new short[FRAME];
    for (int start = 0; start < whole.length; start += FRAME) {
      voice.speak(frame);
      assertThat(frame).isEqualTo(Arrays.copyOfRange(whole, start, start + FRAME));
    }
  }

  @Test
  void measuresLoudness() {
    short[] samples = new short[FRAME];
    Voice.silence().speak(samples);
    assertThat(Spectrum.loudness(samples)).isZero();
    Voice.tone(400, 1_000).speak(samples);
    assertThat(Spectrum.loudness(samples)).isCloseTo(1_000 / Math.sqrt(2), within(2.0));
    assertThat(Spectrum.loudness(new short[0])).isZero();
  }
}
