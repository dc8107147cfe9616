package dev.rollcall.media.sound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rollcall.core.audio.ClipUnavailableException;
import dev.rollcall.media.Tone;
import dev.rollcall.media.jitter.Frame;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SoundTest {
  private static final double AMPLITUDE = 10_000;

  private static byte[] file(
      AudioFileFormat.Type type,
      AudioFormat.Encoding encoding,
      int rate,
      int bits,
      int channels,
      byte[] frames)
      throws IOException {
    int frameSize = bits / 8 * channels;
    boolean bigEndian = type.equals(AudioFileFormat.Type.AU);
    AudioFormat format =
        new AudioFormat(encoding, rate, bits, channels, frameSize, rate, bigEndian);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    AudioSystem.write(
        new AudioInputStream(new ByteArrayInputStream(frames), format, frames.length / frameSize),
        type,
        bytes);
    return bytes.toByteArray();
  }

  /** A second of a tone, with the same in all channels. */
  private static byte[] tone(double hertz, int rate, int bits, int channels, boolean bigEndian) {
    byte[] frames = new byte[rate * channels * bits / 8];
    int at = 0;
    for (int i = 0; i < rate; i++) {
      int sample = (int) Math.round(AMPLITUDE * Math.sin(2 * Math.PI * hertz * i / rate));
      for (int c = 0; c < channels; c++) {
        if (bits == 8) {
          frames[at++] = (byte) ((sample >> 8) + 128);
        } else {
          frames[at++] = (byte) (bigEndian ? sample >> 8 : sample);
          frames[at++] = (byte) (bigEndian ? sample : sample >> 8);
        }
      }
    }
    return frames;
  }

  private static short[] samples(byte[] file) throws ClipUnavailableException {
    PcmClip clip = (PcmClip) Clips.decode(file, "test");
    short[] samples = new short[clip.length()];
    clip.loop(0, samples, samples.length);
    return samples;
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
    "44056,16,1"
  })
  void wavOfAnyRateBecomesEightKilohertz(int rate, int bits, int channels) throws Exception {
    AudioFormat.Encoding encoding =
        bits == 8 ? AudioFormat.Encoding.PCM_UNSIGNED : AudioFormat.Encoding.PCM_SIGNED;
    byte[] frames = tone(1_000, rate, bits, channels, false);
    short[] samples =
        samples(file(AudioFileFormat.Type.WAVE, encoding, rate, bits, channels, frames));
    assertThat(samples.length).isBetween(7_990, 8_010);
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
    refused("ID3\4xyzxyzxyzxyz".getBytes(StandardCharsets.ISO_8859_1), "MP3");
    refused(new byte[] {(byte) 0xff, (byte) 0xfb, 0, 0, 0, 0}, "MP3");
    refused("OggS............".getBytes(StandardCharsets.ISO_8859_1), "Ogg");
    refused("<html></html>".getBytes(StandardCharsets.ISO_8859_1), "not a sound file");
    refused(new byte[0], "not a sound file");
    byte[] wav =
        file(AudioFileFormat.Type.WAVE, AudioFormat.Encoding.PCM_SIGNED, 8_000, 16, 1, new byte[0]);
    refused(wav, "no sound");
    byte[] long8 = new byte[(int) (Clips.LONGEST.toSeconds() * 8_000 + 1)];
    refused(
        file(AudioFileFormat.Type.WAVE, AudioFormat.Encoding.ULAW, 8_000, 8, 1, long8),
        "longer than 10 minutes");
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
        file(
            AudioFileFormat.Type.WAVE,
            AudioFormat.Encoding.PCM_SIGNED,
            8_000,
            24,
            1,
            new byte[600]),
        "24 bits");
  }

  private static void refused(byte[] bytes, String why) {
    assertThatThrownBy(() -> Clips.decode(bytes, "a file"))
        .isInstanceOf(ClipUnavailableException.class)
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
        assertThat(Clips.decode(file, "garbage").source()).isEqualTo("garbage");
      } catch (ClipUnavailableException e) {
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
