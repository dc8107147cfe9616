package dev.rollcall.media.sound;

import dev.rollcall.core.audio.Clip;
import dev.rollcall.core.audio.ClipUnavailableException;
import dev.rollcall.media.codec.G711;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/**
 * Decodes recorded sound: WAV and AU with PCM of 8 or 16 bits, µ-law or A-law, mono or stereo, any
 * rate from 4 to 192 kHz, at most ten minutes.
 */
public final class Clips {
  /** The longest clip. */
  public static final Duration LONGEST = Duration.ofMinutes(10);

  private static final String WANTED =
      "; wanted is WAV or AU with PCM of 8 or 16 bits, mu-law or A-law, mono or stereo";
  private static final int LOWEST_RATE = 4_000;
  private static final int HIGHEST_RATE = 192_000;

  private Clips() {}

  /**
   * Decodes {@code bytes}, a whole file.
   *
   * @param source where it came from, for the log and for messages; holds no secret
   * @throws ClipUnavailableException if it is not such a file, too long or without sound; the
   *     message says which
   */
  public static Clip decode(byte[] bytes, String source) throws ClipUnavailableException {
    try (AudioInputStream stream =
        AudioSystem.getAudioInputStream(new ByteArrayInputStream(bytes))) {
      AudioFormat format = stream.getFormat();
      int rate = checkedRate(format, source);
      byte[] frames = readFrames(stream, format, rate, source);
      short[] samples = new Resampler(rate).resample(mono(frames, format, source));
      if (samples.length == 0) {
        throw new ClipUnavailableException(source + " holds no sound");
      }
      return new PcmClip(source, samples);
    } catch (UnsupportedAudioFileException e) {
      throw new ClipUnavailableException(source + " is " + kind(bytes) + WANTED, e);
    } catch (IOException | RuntimeException e) {
      throw new ClipUnavailableException(source + " is damaged and cannot be decoded" + WANTED, e);
    }
  }

  private static int checkedRate(AudioFormat format, String source)
      throws ClipUnavailableException {
    float rate = format.getSampleRate();
    if (!(rate >= LOWEST_RATE && rate <= HIGHEST_RATE)) {
      throw new ClipUnavailableException(
          source + " has " + rate + " samples a second; from 4000 to 192000 are supported");
    }
    int channels = format.getChannels();
    if (channels != 1 && channels != 2) {
      throw new ClipUnavailableException(source + " has " + channels + " channels" + WANTED);
    }
    return Math.round(rate);
  }

  private static byte[] readFrames(
      AudioInputStream stream, AudioFormat format, int rate, String source)
      throws IOException, ClipUnavailableException {
    int frameSize = channelWidth(format, source) * format.getChannels();
    long most = LONGEST.toSeconds() * rate * frameSize;
    byte[] frames = stream.readNBytes((int) Math.min(Integer.MAX_VALUE - 8, most + frameSize));
    if (frames.length > most) {
      throw new ClipUnavailableException(
          source + " is longer than " + LONGEST.toMinutes() + " minutes, which is the limit");
    }
    return frames;
  }

  /** Octets of one channel's sample. */
  private static int channelWidth(AudioFormat format, String source)
      throws ClipUnavailableException {
    int bits = format.getSampleSizeInBits();
    boolean supported =
        switch (encoding(format)) {
          case "PCM_SIGNED", "PCM_UNSIGNED" -> bits == 8 || bits == 16;
          case "ULAW", "ALAW" -> bits == 8;
          default -> false;
        };
    if (!supported) {
      throw new ClipUnavailableException(
          source + " is " + encoding(format) + " of " + bits + " bits" + WANTED);
    }
    return bits / 8;
  }

  private static short[] mono(byte[] frames, AudioFormat format, String source)
      throws ClipUnavailableException {
    int channels = format.getChannels();
    int width = channelWidth(format, source);
    short[] samples = new short[frames.length / (width * channels)];
    String encoding = encoding(format);
    short[] law = lawTable(encoding);
    for (int i = 0; i < samples.length; i++) {
      int sum = 0;
      for (int c = 0; c < channels; c++) {
        int at = (i * channels + c) * width;
        sum +=
            law.length > 0
                ? law[frames[at] & 0xff]
                : linear(frames, at, width, format.isBigEndian(), encoding.equals("PCM_SIGNED"));
      }
      samples[i] = (short) (sum / channels);
    }
    return samples;
  }

  private static int linear(byte[] frames, int at, int width, boolean bigEndian, boolean signed) {
    int value;
    if (width == 1) {
      value = frames[at] << 8;
    } else {
      int high = frames[bigEndian ? at : at + 1];
      int low = frames[bigEndian ? at + 1 : at] & 0xff;
      value = (high << 8) | low;
    }
    return signed ? value : (short) (value ^ 0x8000);
  }

  /** What each code of a law stands for; empty for linear audio. */
  private static short[] lawTable(String encoding) {
    return switch (encoding) {
      case "ULAW" -> table(G711.PCMU);
      case "ALAW" -> table(G711.PCMA);
      default -> new short[0];
    };
  }

  private static short[] table(G711 law) {
    byte[] codes = new byte[256];
    for (int i = 0; i < codes.length; i++) {
      codes[i] = (byte) i;
    }
    short[] samples = new short[codes.length];
    law.decode(codes, codes.length, samples);
    return samples;
  }

  private static String encoding(AudioFormat format) {
    return format.getEncoding().toString();
  }

  private static String kind(byte[] bytes) {
    String start = new String(bytes, 0, Math.min(4, bytes.length), StandardCharsets.ISO_8859_1);
    boolean frameSync = bytes.length > 1 && bytes[0] == (byte) 0xff && (bytes[1] & 0xe0) == 0xe0;
    if (start.startsWith("ID3") || frameSync) {
      return "MP3, which is not supported";
    }
    return switch (start) {
      case "OggS" -> "Ogg, which is not supported";
      case "fLaC" -> "FLAC, which is not supported";
      default -> "not a sound file that can be decoded";
    };
  }
}
