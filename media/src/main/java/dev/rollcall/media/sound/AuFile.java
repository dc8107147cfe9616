package dev.rollcall.media.sound;

import dev.rollcall.core.audio.SoundUnavailableException;
import dev.rollcall.media.sound.PcmFormat.Encoding;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** The head of an AU file. */
final class AuFile {
  /** Octets of the head after the first twelve. */
  private static final int REST_OF_HEADER = 12;

  private static final int HEADER = 24;
  private static final int LONGEST_HEADER = 1 << 20;
  private static final int LENGTH_UNKNOWN = -1;

  private AuFile() {}

  /**
   * Reads the head of a file.
   *
   * @param bytes right after the first twelve octets
   * @param offset where the audio begins in the file, and {@code length} how many octets it has, as
   *     those twelve said
   */
  static SampleReader open(InputStream bytes, String source, int offset, int length)
      throws IOException, SoundUnavailableException {
    if (offset < HEADER || offset > LONGEST_HEADER) {
      throw new SoundUnavailableException(
          source + " is damaged: its audio begins at octet " + Integer.toUnsignedLong(offset));
    }
    byte[] head = bytes.readNBytes(REST_OF_HEADER);
    if (head.length < REST_OF_HEADER) {
      throw new SoundUnavailableException(source + " is cut off before its audio");
    }
    ByteBuffer header = ByteBuffer.wrap(head);
    int code = header.getInt();
    long rate = Integer.toUnsignedLong(header.getInt());
    int channels = header.getInt();
    try {
      bytes.skipNBytes(offset - HEADER);
    } catch (EOFException e) {
      throw new SoundUnavailableException(source + " is cut off before its audio", e);
    }
    PcmFormat format =
        PcmFormat.checked(
            source, encoding(source, code), rate, channels, width(source, code), true);
    long octets =
        length == LENGTH_UNKNOWN ? PcmReader.UNTIL_THE_END : Integer.toUnsignedLong(length);
    return new PcmReader(bytes, source, format, octets);
  }

  private static Encoding encoding(String source, int code) throws SoundUnavailableException {
    return switch (code) {
      case 1 -> Encoding.MU_LAW;
      case 27 -> Encoding.A_LAW;
      case 2, 3, 4, 5 -> Encoding.SIGNED;
      default -> throw unsupported(source, code);
    };
  }

  private static int width(String source, int code) throws SoundUnavailableException {
    return switch (code) {
      case 1, 2, 27 -> 1;
      case 3 -> 2;
      case 4 -> 3;
      case 5 -> 4;
      default -> throw unsupported(source, code);
    };
  }

  private static SoundUnavailableException unsupported(String source, int code) {
    return new SoundUnavailableException(
        source + " is AU of encoding " + code + "; PCM, mu-law and A-law are supported");
  }
}
