package dev.rollcall.media.sound;

import dev.rollcall.core.audio.SoundUnavailableException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The head of a WAV file: RIFF chunks up to the one that holds the audio. */
final class WavFile {
  private static final int CHUNK_HEADER = 8;
  private static final int SHORTEST_FORMAT = 16;
  private static final int EXTENSIBLE_FORMAT = 26;
  private static final int LONGEST_FORMAT = 1_024;

  /** The most octets of pictures, names and the like before the audio. */
  private static final long MOST_BEFORE_AUDIO = 16L << 20;

  /** What writers that cannot go back put where a length belongs. */
  private static final long LENGTH_UNKNOWN = 0xffff_ffffL;

  private static final int PCM = 1;
  private static final int A_LAW = 6;
  private static final int MU_LAW = 7;
  private static final int EXTENSIBLE = 0xfffe;

  private WavFile() {}

  /**
   * Reads the head of a file.
   *
   * @param bytes right after the first twelve octets, which were {@code RIFF}, a length and {@code
   *     WAVE}
   * @param lengthKnown whether that length meant something
   */
  static SampleReader open(InputStream bytes, String source, boolean lengthKnown)
      throws IOException, SoundUnavailableException {
    Optional<PcmFormat> format = Optional.empty();
    long passed = 0;
    try {
      while (passed <= MOST_BEFORE_AUDIO) {
        ByteBuffer header = read(bytes, CHUNK_HEADER);
        byte[] name = new byte[4];
        header.get(name);
        long length = Integer.toUnsignedLong(header.getInt());
        switch (new String(name, StandardCharsets.ISO_8859_1)) {
          case "fmt " -> format = Optional.of(format(bytes, source, length));
          case "data" -> {
            return new PcmReader(
                bytes,
                source,
                format.orElseThrow(() -> damaged(source, "the audio comes before its format")),
                audioLength(length, lengthKnown));
          }
          default -> {
            long padded = length + (length & 1);
            passed += CHUNK_HEADER + padded;
            if (passed <= MOST_BEFORE_AUDIO) {
              bytes.skipNBytes(padded);
            }
          }
        }
      }
    } catch (EOFException e) {
      throw new SoundUnavailableException(source + " is cut off before its audio", e);
    }
    throw damaged(source, "more than 16 MB come before the audio");
  }

  private static long audioLength(long length, boolean fileLengthKnown) {
    boolean unknown = length == LENGTH_UNKNOWN || (length == 0 && !fileLengthKnown);
    return unknown ? PcmReader.UNTIL_THE_END : length;
  }

  /** Whether a length in the head is one. */
  static boolean known(int length) {
    return length != 0 && Integer.toUnsignedLong(length) != LENGTH_UNKNOWN;
  }

  private static PcmFormat format(InputStream bytes, String source, long length)
      throws IOException, SoundUnavailableException {
    if (length < SHORTEST_FORMAT || length > LONGEST_FORMAT) {
      throw damaged(source, "its format takes " + length + " octets");
    }
    ByteBuffer chunk = read(bytes, (int) (length + (length & 1)));
    int code = Short.toUnsignedInt(chunk.getShort());
    int channels = Short.toUnsignedInt(chunk.getShort());
    long rate = Integer.toUnsignedLong(chunk.getInt());
    chunk.getInt();
    int frameSize = Short.toUnsignedInt(chunk.getShort());
    int bits = Short.toUnsignedInt(chunk.getShort());
    if (code == EXTENSIBLE && length >= EXTENSIBLE_FORMAT) {
      code = Short.toUnsignedInt(chunk.getShort(EXTENSIBLE_FORMAT - 2));
    }
    int width = width(source, channels, frameSize, bits);
    return PcmFormat.checked(source, encoding(source, code, width), rate, channels, width, false);
  }

  /** Octets of a sample, some of whose bits may be padding. */
  private static int width(String source, int channels, int frameSize, int bits)
      throws SoundUnavailableException {
    int width = channels == 0 ? 0 : frameSize / channels;
    if (channels != 0 && (frameSize % channels != 0 || bits == 0 || bits > 8 * width)) {
      throw damaged(
          source, channels + " samples of " + bits + " bits do not fit " + frameSize + " octets");
    }
    return width;
  }

  private static PcmFormat.Encoding encoding(String source, int code, int width)
      throws SoundUnavailableException {
    return switch (code) {
      case PCM -> width == 1 ? PcmFormat.Encoding.UNSIGNED : PcmFormat.Encoding.SIGNED;
      case A_LAW -> PcmFormat.Encoding.A_LAW;
      case MU_LAW -> PcmFormat.Encoding.MU_LAW;
      default ->
          throw new SoundUnavailableException(
              source + " is WAV of format " + code + "; PCM, mu-law and A-law are supported");
    };
  }

  private static SoundUnavailableException damaged(String source, String how) {
    return new SoundUnavailableException(source + " is damaged: " + how);
  }

  private static ByteBuffer read(InputStream bytes, int count) throws IOException {
    byte[] read = bytes.readNBytes(count);
    if (read.length < count) {
      throw new EOFException();
    }
    return ByteBuffer.wrap(read).order(ByteOrder.LITTLE_ENDIAN);
  }
}
