package dev.rollcall.media.sound;

import dev.rollcall.core.audio.SoundUnavailableException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;

/**
 * What a {@link SoundStream} plays, piece by piece. All is called on the stream's own virtual
 * thread, which may block and is interrupted when the stream is closed.
 */
public interface SoundProgram extends AutoCloseable {
  /** The times of a file that begins again at its end until the stream is closed. */
  int WITHOUT_END = Integer.MAX_VALUE;

  /**
   * The next piece; asked for when the one before has been decoded, up to four seconds before it is
   * heard. The program is over once this is empty.
   *
   * @throws SoundUnavailableException if it cannot be had; what came before is played, then the
   *     sound has failed
   * @throws InterruptedException if the stream is closed meanwhile
   */
  Optional<Segment> next() throws SoundUnavailableException, InterruptedException;

  /** Called once when no more pieces will be asked for, whatever the reason. */
  @Override
  default void close() {}

  /** A piece of a program. */
  sealed interface Segment {}

  /**
   * A sound file: WAV, AU or MP3.
   *
   * @param source where it comes from, for the log and for messages; holds no secret
   * @param bytes opens it; asked again for each time unless the whole of it, at most a minute,
   *     could be kept
   * @param times how often it is played, at least once, or {@link #WITHOUT_END}
   */
  record File(String source, Opener bytes, int times) implements Segment {
    public File {
      if (times < 1) {
        throw new IllegalArgumentException("a file is played at least once, not " + times);
      }
    }
  }

  /** A pause; none if it is not positive. */
  record Silence(Duration length) implements Segment {}

  /** Opens a sound file. */
  @FunctionalInterface
  interface Opener {
    /**
     * The file from its beginning. It is read on the stream's thread, and closed by that thread or,
     * to end a read that blocks, by another. The messages of its exceptions are shown to apps.
     *
     * @throws SoundUnavailableException if it cannot be had
     * @throws InterruptedException if the stream is closed meanwhile
     */
    InputStream open() throws SoundUnavailableException, InterruptedException;
  }

  /** A program of one piece. */
  static SoundProgram of(Segment segment) {
    return new SoundProgram() {
      private Optional<Segment> left = Optional.of(segment);

      @Override
      public Optional<Segment> next() {
        Optional<Segment> next = left;
        left = Optional.empty();
        return next;
      }
    };
  }
}
