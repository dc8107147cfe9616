package dev.rollcall.media.sound;

import dev.rollcall.core.audio.SoundUnavailableException;
import dev.rollcall.core.testing.Await;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/** Sound files for tests, and programs that play them. */
public final class SoundFiles {
  static final double AMPLITUDE = 10_000;

  private SoundFiles() {}

  static byte[] file(
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

  /** A tone with the same in all channels. */
  static byte[] tone(double hertz, int rate, int bits, int channels, boolean bigEndian, int count) {
    int width = bits / 8;
    byte[] frames = new byte[count * channels * width];
    int at = 0;
    for (int i = 0; i < count; i++) {
      int sample = (int) Math.round(AMPLITUDE * Math.sin(2 * Math.PI * hertz * i / rate));
      for (int c = 0; c < channels; c++) {
        long wide = width == 1 ? (sample >> 8) + 128 : (long) sample << (8 * (width - 2));
        for (int octet = 0; octet < width; octet++) {
          frames[at++] = (byte) (wide >> (8 * (bigEndian ? width - 1 - octet : octet)));
        }
      }
    }
    return frames;
  }

  /** A WAV file of 8 kHz, mono, PCM of 16 bits. */
  public static byte[] wav(double hertz, int millis) {
    try {
      return file(
          AudioFileFormat.Type.WAVE,
          AudioFormat.Encoding.PCM_SIGNED,
          8_000,
          16,
          1,
          tone(hertz, 8_000, 16, 1, false, 8 * millis));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file of the test resources. */
  static byte[] resource(String name) throws IOException {
    try (InputStream bytes = SoundFiles.class.getResourceAsStream(name)) {
      if (bytes == null) {
        throw new IOException("there is no " + name);
      }
      return bytes.readAllBytes();
    }
  }

  /** All of a file at 8 kHz, decoded as it is when it is streamed. */
  static short[] decode(byte[] bytes, String source) throws SoundUnavailableException, IOException {
    SampleReader reader = SoundFile.open(new ByteArrayInputStream(bytes), source);
    Resampler resampler = new Resampler(reader.rate());
    short[] samples = new short[SampleReader.MOST_SAMPLES];
    short[] output = new short[resampler.mostFrom(samples.length) + resampler.mostAtEnd()];
    List<short[]> parts = new ArrayList<>();
    for (int count = reader.read(samples); count >= 0; count = reader.read(samples)) {
      parts.add(Arrays.copyOf(output, resampler.resample(samples, count, output)));
    }
    parts.add(Arrays.copyOf(output, resampler.end(output)));
    short[] all = new short[parts.stream().mapToInt(part -> part.length).sum()];
    int at = 0;
    for (short[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return all;
  }

  /** A file that is played once. */
  public static SoundProgram once(byte[] bytes) {
    return SoundProgram.of(
        new SoundProgram.File("a file", () -> new ByteArrayInputStream(bytes), 1));
  }

  /** A file of less than four seconds, decoded to its end, so that no frame of it can be late. */
  public static SoundStream decoded(byte[] bytes) throws SoundUnavailableException {
    SoundStream stream = SoundStream.open(once(bytes), "a sound", Duration.ofSeconds(20));
    Await.until(() -> stream.ended() ? Optional.empty() : Optional.of("it is being decoded"));
    return stream;
  }

  /** A program of some pieces. */
  static SoundProgram of(SoundProgram.Segment... segments) {
    List<SoundProgram.Segment> left = new ArrayList<>(List.of(segments));
    return () -> left.isEmpty() ? Optional.empty() : Optional.of(left.removeFirst());
  }
}
