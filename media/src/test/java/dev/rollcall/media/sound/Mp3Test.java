package dev.rollcall.media.sound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.core.audio.SoundUnavailableException;
import dev.rollcall.media.Tone;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** MP3 files, each a second of 700 Hz made by LAME, and what is damaged of them. */
class Mp3Test {
  private static final double HERTZ = 700;
  private static final int TAG_HEADER = 10;

  /** More than the encoder's and the decoder's delay. */
  private static final int DELAY = 1_600;

  private static short[] decoded(byte[] file) throws SoundUnavailableException, IOException {
    return SoundFiles.decode(file, "a file");
  }

  private static void isTone(short[] samples) {
    assertThat(samples.length).isBetween(7_800, 10_000);
    double amplitude = Tone.amplitude(samples, DELAY, 6_000, HERTZ);
    assertThat(amplitude).isBetween(7_500.0, 9_500.0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"mpeg1-vbr", "mpeg1-crc", "mpeg2-cbr", "mpeg25-cbr"})
  void mp3OfEachKindIsDecoded(String kind) throws Exception {
    isTone(decoded(SoundFiles.resource("tone-" + kind + ".mp3")));
  }

  @Test
  void whatIsBetweenFramesIsLeftOut() throws Exception {
    byte[] file = SoundFiles.resource("tone-mpeg2-cbr.mp3");
    ByteArrayOutputStream padded = new ByteArrayOutputStream();
    padded.write(tag(100_000));
    padded.write(new byte[3_000]);
    padded.write(file);
    padded.write("TAG".getBytes(StandardCharsets.US_ASCII));
    padded.write(new byte[125]);
    short[] plain = decoded(file);
    assertThat(decoded(padded.toByteArray())).isEqualTo(plain);
  }

  /** An ID3v2 tag with a picture's worth of what looks like frames. */
  private static byte[] tag(int size) {
    byte[] tag = new byte[TAG_HEADER + size];
    Arrays.fill(tag, (byte) 0xff);
    System.arraycopy(new byte[] {'I', 'D', '3', 3, 0, 0}, 0, tag, 0, 6);
    for (int i = 0; i < 4; i++) {
      tag[6 + i] = (byte) ((size >> (7 * (3 - i))) & 0x7f);
    }
    return tag;
  }

  @Test
  void aFileThatIsCutOffPlaysAsFarAsItGoes() throws Exception {
    byte[] file = SoundFiles.resource("tone-mpeg1-crc.mp3");
    short[] half = decoded(Arrays.copyOf(file, file.length / 2));
    assertThat(half.length).isBetween(3_500, 4_600);
    assertThat(Tone.amplitude(half, DELAY, 1_600, HERTZ)).isBetween(7_500.0, 9_500.0);
  }

  @Test
  void framesThatAreDamagedAreSilentAndTheRestIsHeard() throws Exception {
    byte[] file = SoundFiles.resource("tone-mpeg1-crc.mp3");
    byte[] damaged = file.clone();
    Arrays.fill(damaged, 600, 1_000, (byte) 0x5a);
    short[] samples = decoded(damaged);
    assertThat(samples.length).isBetween(5_000, 10_000);
    assertThat(Tone.amplitude(samples, samples.length - 3_200, 1_600, HERTZ)).isGreaterThan(7_500);
  }

  @Test
  void garbageIsNoSound() {
    byte[] garbage = new byte[200_000];
    new Random(7).nextBytes(garbage);
    garbage[0] = (byte) 0xff;
    garbage[1] = (byte) 0xfb;
    assertThatThrownBy(() -> decoded(garbage))
        .isInstanceOf(SoundUnavailableException.class)
        .hasMessageContaining("no sound file that can be decoded");
  }

  @Test
  void aTagThatSwallowsEverythingIsNoSound() {
    assertThatThrownBy(() -> decoded(Arrays.copyOf(tag(90_000), 50_000)))
        .isInstanceOf(SoundUnavailableException.class)
        .hasMessageContaining("no sound");
    byte[] huge = tag(1_000);
    Arrays.fill(huge, 6, TAG_HEADER, (byte) 0x7f);
    assertThatThrownBy(() -> decoded(huge))
        .isInstanceOf(SoundUnavailableException.class)
        .hasMessageContaining("a tag of 256 MB");
  }

  @Test
  void framesWithoutSenseAreGivenUp() throws Exception {
    byte[] frame = Arrays.copyOf(SoundFiles.resource("tone-mpeg2-cbr.mp3"), 108);
    new Random(3).nextBytes(frame);
    frame[0] = (byte) 0xff;
    frame[1] = (byte) 0xf3;
    frame[2] = 0x38;
    frame[3] = (byte) 0xc4;
    ByteArrayOutputStream frames = new ByteArrayOutputStream();
    for (int i = 0; i < 500; i++) {
      frames.write(frame);
    }
    try {
      assertThat(decoded(frames.toByteArray()).length).isLessThan(500_000);
    } catch (SoundUnavailableException e) {
      assertThat(e).hasMessageContaining("damaged");
    }
  }

  @Test
  void whateverIsChangedNothingElseThanARefusalComesOfIt() throws Exception {
    Random random = new Random(11);
    for (String kind : new String[] {"mpeg1-vbr", "mpeg1-crc", "mpeg2-cbr", "mpeg25-cbr"}) {
      byte[] file = SoundFiles.resource("tone-" + kind + ".mp3");
      for (int i = 0; i < 50; i++) {
        byte[] changed = file.clone();
        for (int j = random.nextInt(400); j >= 0; j--) {
          changed[random.nextInt(changed.length)] = (byte) random.nextInt();
        }
        try {
          assertThat(decoded(changed).length).isLessThan(40_000);
        } catch (SoundUnavailableException e) {
          assertThat(e).hasMessageStartingWith("a file ");
        }
      }
    }
  }

  @Test
  void aConnectionThatBreaksIsNotAnEnd() throws Exception {
    byte[] file = SoundFiles.resource("tone-mpeg1-crc.mp3");
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("the line is cut");
          }

          @Override
          public int read(byte[] target, int offset, int length) throws IOException {
            throw new IOException("the line is cut");
          }
        };
    SampleReader reader =
        SoundFile.open(
            new SequenceInputStream(new ByteArrayInputStream(file, 0, 2_000), broken), "a file");
    assertThatThrownBy(
            () -> {
              short[] samples = new short[SampleReader.MOST_SAMPLES];
              while (reader.read(samples) >= 0) {
                assertThat(reader.rate()).isEqualTo(48_000);
              }
            })
        .isInstanceOf(IOException.class)
        .hasMessage("the line is cut");
  }
}
