package dev.rollcall.server;

import dev.rollcall.phone.Spectrum;
import dev.rollcall.phone.Voice;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/** Files and documents that an app lets play, good ones and others. */
final class SoundFiles {
  /** What {@link #mp3} holds, in hertz. */
  static final int MP3_HERTZ = 700;

  private SoundFiles() {}

  /** Some seconds of a tone, at the rate of telephones. */
  static byte[] wav(int hertz, int seconds) {
    short[] samples = new short[seconds * Spectrum.SAMPLE_RATE];
    Voice.tone(hertz, Tones.AMPLITUDE).speak(samples);
    ByteBuffer bytes = ByteBuffer.allocate(2 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asShortBuffer().put(samples);
    AudioFormat format = new AudioFormat(Spectrum.SAMPLE_RATE, 16, 1, true, false);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try {
      AudioSystem.write(
          new AudioInputStream(new ByteArrayInputStream(bytes.array()), format, samples.length),
          AudioFileFormat.Type.WAVE,
          file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file.toByteArray();
  }

  /** A second of {@value #MP3_HERTZ} Hz, made by LAME. */
  static byte[] mp3() throws IOException {
    try (InputStream in = SoundFiles.class.getResourceAsStream("/sound/tone.mp3")) {
      return in.readAllBytes();
    }
  }

  /** Noise in which every hundredth octet begins what claims to be a frame. */
  static byte[] hostileMp3(Random random) {
    byte[] bytes = new byte[200_000];
    random.nextBytes(bytes);
    for (int i = 0; i + 1 < bytes.length; i += 100) {
      bytes[i] = (byte) 0xff;
      bytes[i + 1] = (byte) (0xe0 | random.nextInt(32));
    }
    return bytes;
  }

  /** A TwiML document. */
  static byte[] document(String verbs) {
    return ("<Response>" + verbs + "</Response>").getBytes(StandardCharsets.UTF_8);
  }
}
