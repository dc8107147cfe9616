package dev.rollcall.media.sound;

import dev.rollcall.core.audio.SoundUnavailableException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Tells what kind of sound file a stream is by its first octets, and opens it. */
final class SoundFile {
  private static final int LOOKED_AT = 12;
  private static final String WANTED = "; WAV, AU and MP3 are supported";

  private SoundFile() {}

  /**
   * Opens a sound file.
   *
   * @param bytes the whole file; not closed here
   * @param source where it comes from, for messages
   * @throws SoundUnavailableException if it is none that can be decoded
   * @throws IOException if its bytes do not come
   */
  static SampleReader open(InputStream bytes, String source)
      throws IOException, SoundUnavailableException {
    byte[] start = bytes.readNBytes(LOOKED_AT);
    if (start.length < LOOKED_AT) {
      throw new SoundUnavailableException(
          source + " is no sound file: it has " + start.length + " octets" + WANTED);
    }
    ByteBuffer head = ByteBuffer.wrap(start);
    return switch (text(start, 0)) {
      case "RIFF", "RF64" -> {
        if (!text(start, 8).equals("WAVE")) {
          throw new SoundUnavailableException(source + " is RIFF without WAVE" + WANTED);
        }
        yield WavFile.open(bytes, source, WavFile.known(head.getInt(4)));
      }
      case ".snd" -> AuFile.open(bytes, source, head.getInt(4), head.getInt(8));
      case "OggS" -> throw new SoundUnavailableException(source + " is Ogg" + WANTED);
      case "fLaC" -> throw new SoundUnavailableException(source + " is FLAC" + WANTED);
      default -> {
        if (readable(start)) {
          throw new SoundUnavailableException(source + " is text and no sound file" + WANTED);
        }
        InputStream whole = new SequenceInputStream(new ByteArrayInputStream(start), bytes);
        yield new Mp3Reader(whole, source);
      }
    };
  }

  private static String text(byte[] start, int at) {
    return new String(start, at, 4, StandardCharsets.ISO_8859_1);
  }

  /** Whether all of it could be ASCII text, which the tag of an MP3 file is not. */
  private static boolean readable(byte[] start) {
    for (byte octet : start) {
      if (octet < '\t' || (octet > '\r' && octet < ' ')) {
        return false;
      }
    }
    return true;
  }
}
