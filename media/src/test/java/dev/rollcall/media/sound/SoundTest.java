package dev.rollcall.media.sound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rollcall.core.audio.SoundUnavailableException;
import dev.rollcall.media.Tone;
import dev.rollcall.media.jitter.Frame;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SoundTest {
  private static final double AMPLITUDE = SoundFiles.AMPLITUDE;

  private static byte[] file(
      AudioFileFormat.Type type,
      AudioFormat.Encoding encoding,
      int rate,
      int bits,
      int channels,
      byte[] frames)
      throws IOException {
    return SoundFiles.file(type, encoding, rate, bits, channels, frames);
  }

  /** A second of a tone, with the same in all channels. */
  private static byte[] tone(double hertz, int rate, int bits, int channels, boolean bigEndian) {
    return SoundFiles.tone(hertz, rate, bits, channels, bigEndian, rate);
  }

  private static short[] samples(byte[] file) throws SoundUnavailableException, IOException {
    return SoundFiles.decode(file, "test");
  }

  @ParameterizedTest
  @CsvSource({
    "8000,16,1",
    "16000,16,2",
    "44100,16,2",
    "48000,16,1",
    "11025,8,1",
    "22050,8,2",
    "6000,16,1",
    "4000,16,1",
    "44056,16,1",
    "191999,16,1",
    "48000,24,2",
    "8000,24,1"
  })
  void wavOfAnyRateBecomesEightKilohertz(int rate, int bits, int channels) throws Exception {
    AudioFormat.Encoding encoding =
        bits == 8 ? AudioFormat.Encoding.PCM_UNSIGNED : AudioFormat.Encoding.PCM_SIGNED;
    byte[] frames = tone(1_000, rate, bits, channels, false);
    short[] samples =
        samples(file(AudioFileFormat.Type.WAVE, encoding, rate, bits, channels, frames));
    assertThat(samples).hasSize(8_000);
    assertThat(Tone.amplitude(samples, 1_000)).isCloseTo(AMPLITUDE, within(250.0));
  }

  @Test
  void whatWouldFoldBackIsFilteredOut() throws Exception {
    for (int hertz : new int[] {4_600, 5_000, 7_000, 9_000, 20_000}) {
      byte[] frames = tone(hertz, 48_000, 16, 1, false);
      short[] samples =
          samples(
              file(
                  AudioFileFormat.Type.WAVE,
                  AudioFormat.Encoding.PCM_SIGNED,
                  48_000,
                  16,
                  1,
                  frames));
      for (int i = 200; i < samples.length - 200; i++) {
        assertThat(Math.abs(samples[i])).as("%d Hz", hertz).isLessThanOrEqualTo(10);
      }
    }
  }

  @Test
  void auWithPcmIsDecoded() throws Exception {
    byte[] frames = tone(1_000, 16_000, 16, 1, true);
    short[] samples =
        samples(
            file(AudioFileFormat.Type.AU, AudioFormat.Encoding.PCM_SIGNED, 16_000, 16, 1, frames));
    assertThat(Tone.amplitude(samples, 1_000)).isCloseTo(AMPLITUDE, within(100.0));
  }

  @ParameterizedTest
  @CsvSource({
    "WAVE,ULAW,128,32124",
    "AU,ULAW,128,32124",
    "WAVE,ALAW,170,32256",
    "AU,ALAW,170,32256"
  })
  void bothLawsAreDecoded(String type, String law, int code, int value) throws Exception {
    AudioFormat.Encoding encoding =
        law.equals("ULAW") ? AudioFormat.Encoding.ULAW : AudioFormat.Encoding.ALAW;
    AudioFileFormat.Type container =
        type.equals("AU") ? AudioFileFormat.Type.AU : AudioFileFormat.Type.WAVE;
    byte[] frames = new byte[800];
    Arrays.fill(frames, (byte) code);
    assertThat(samples(file(container, encoding, 8_000, 8, 1, frames))).containsOnly(value);
  }

  @Test
  void whatCannotBeDecodedIsNamed() throws Exception {
    refused("OggS............".getBytes(StandardCharsets.ISO_8859_1), "Ogg");
    refused("fLaC............".getBytes(StandardCharsets.ISO_8859_1), "FLAC");
    refused("<html></html>".getBytes(StandardCharsets.ISO_8859_1), "text and no sound file");
    refused(new byte[0], "no sound file");
    refused(new byte[70_000], "no sound file that can be decoded");
    refused(new byte[100], "no sound file that can be decoded");
    refused("RIFF....AVI LIST".getBytes(StandardCharsets.ISO_8859_1), "without WAVE");
    refused(
        file(
            AudioFileFormat.Type.WAVE,
            AudioFormat.Encoding.PCM_SIGNED,
            8_000,
            16,
            3,
            new byte[600]),
        "3 channels");
    refused(
        file(AudioFileFormat.Type.AU, AudioFormat.Encoding.PCM_FLOAT, 8_000, 32, 1, new byte[600]),
        "AU of encoding 6");
    byte[] wav = SoundFiles.wav(1_000, 100);
    refused(changed(wav, 24, 1, 0, 0, 0), "1 samples a second");
    refused(changed(wav, 24, 0xff, 0xff, 0xff, 0x7f), "2147483647 samples a second");
    refused(changed(wav, 20, 85, 0), "WAV of format 85");
    refused(changed(wav, 32, 0, 0), "do not fit 0 octets");
    refused(changed(wav, 16, 0xff, 0xff, 0xff, 0xff), "its format takes 4294967295 octets");
    refused(changed(wav, 12, 'j', 'u', 'n', 'k', 0, 0, 0, 0x70), "more than 16 MB");
    refused(changed(wav, 12, 'j', 'u', 'n', 'k', 0, 0, 1, 0), "cut off before its audio");
    refused(changed(wav, 12, 'd', 'a', 't', 'a'), "the audio comes before its format");
    refused(
        Arrays.copyOf(wav, 50), "is cut off: it holds 6 octets of audio and says it holds 1600");
  }

  private static byte[] changed(byte[] file, int at, int... octets) {
    byte[] changed = file.clone();
    for (int i = 0; i < octets.length; i++) {
      changed[at + i] = (byte) octets[i];
    }
    return changed;
  }

  @Test
  void lengthsThatTheWriterDidNotKnowEndWithTheFile() throws Exception {
    byte[] wav = SoundFiles.wav(1_000, 100);
    int length = samples(wav).length;
    assertThat(samples(changed(wav, 40, 0xff, 0xff, 0xff, 0xff))).hasSize(length);
    byte[] neither = changed(changed(wav, 40, 0, 0, 0, 0), 4, 0, 0, 0, 0);
    assertThat(samples(neither)).hasSize(length);
  }

  private static void refused(byte[] bytes, String why) {
    assertThatThrownBy(() -> SoundFiles.decode(bytes, "a file"))
        .isInstanceOf(SoundUnavailableException.class)
        .hasMessageContaining("a file")
        .hasMessageContaining(why);
  }

  @Property(tries = 500)
  void garbageIsRefusedOrDecodedAndNothingElse(@ForAll @Size(max = 120) byte[] bytes)
      throws Exception {
    byte[] wav =
        file(
            AudioFileFormat.Type.WAVE, AudioFormat.Encoding.PCM_SIGNED, 8_000, 16, 1, new byte[60]);
    for (int i = 0; i < Math.min(bytes.length, wav.length); i++) {
      if (bytes[i] % 5 == 0) {
        wav[i] = bytes[i];
      }
    }
    for (byte[] file : new byte[][] {bytes, wav}) {
      try {
        assertThat(SoundFiles.decode(file, "garbage").length).isLessThan(10_000);
      } catch (SoundUnavailableException e) {
        assertThat(e).hasMessageStartingWith("garbage ");
      }
    }
  }

  @Test
  void holdMusicIsQuietAndLoopsWithoutAClick() {
    PcmClip music = Sounds.holdMusic();
    assertThat(music.duration()).isBetween(Duration.ofSeconds(10), Duration.ofSeconds(60));
    int loudest = 0;
    int steepest = 0;
    for (int i = 0; i + 2 < music.length(); i++) {
      loudest = Math.max(loudest, Math.abs(music.sample(i)));
      steepest = Math.max(steepest, bend(music, i));
    }
    assertThat(loudest).isBetween(500, 6_000);
    for (int i = music.length() - 2; i < music.length(); i++) {
      assertThat(bend(music, i)).isLessThanOrEqualTo(steepest);
    }
    short[] across = new short[2 * Frame.SAMPLES];
    int after = music.loop(music.length() - Frame.SAMPLES, across, across.length);
    assertThat(after).isEqualTo(Frame.SAMPLES);
    assertThat(across[Frame.SAMPLES]).isEqualTo(music.sample(0));
  }

  private static int bend(PcmClip clip, int at) {
    int length = clip.length();
    return Math.abs(
        clip.sample(at) - 2 * clip.sample((at + 1) % length) + clip.sample((at + 2) % length));
  }
}
