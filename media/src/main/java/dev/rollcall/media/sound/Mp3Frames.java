package dev.rollcall.media.sound;

import dev.rollcall.core.audio.SoundUnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Only the whole frames of MPEG audio layer III in a file, one after the other and all of one
 * format (ISO/IEC 11172-3 §2.4.1, 13818-3): tags, cover pictures and whatever else is between them
 * is left out, so that a decoder never sees it. Holds a few kilobytes however large the file is.
 */
final class Mp3Frames extends InputStream {
  /** The most octets without a frame; beginnings and ends of files are padded by less. */
  private static final int MOST_GARBAGE = 1 << 16;

  private static final int MOST_TAGS = 16;
  private static final int LARGEST_TAG = 64 << 20;
  private static final int TAG_HEADER = 10;
  private static final int TAG_FOOTER_FLAG = 0x10;

  /** More than two of the largest frames, 2 881 octets. */
  private static final int BUFFER = 8_192;

  private final InputStream bytes;
  private final String source;
  private final byte[] buffer = new byte[BUFFER];
  private Optional<Mp3Header> format = Optional.empty();
  private Optional<Exception> failure = Optional.empty();
  private int start;
  private int end;
  private int leftOfFrame;
  private int unused;

  /**
   * Looks for the first frame.
   *
   * @throws SoundUnavailableException if there is none
   * @throws IOException if the file's bytes do not come
   */
  Mp3Frames(InputStream bytes, String source) throws IOException, SoundUnavailableException {
    this.bytes = bytes;
    this.source = source;
    if (!nextFrame()) {
      throw noSound();
    }
  }

  /** The format of all frames. */
  Mp3Header format() {
    return format.orElseThrow();
  }

  /** A frame was understood: the reader makes progress. */
  void decoded() {
    unused = 0;
  }

  /** Throws what ended the stream before its end, for readers that hide it. */
  void rethrow() throws IOException, SoundUnavailableException {
    if (failure.isPresent()) {
      switch (failure.get()) {
        case SoundUnavailableException e -> throw e;
        case IOException e -> throw e;
        default -> throw new IllegalStateException(failure.get());
      }
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (leftOfFrame == 0 && (failure.isPresent() || !guardedNextFrame())) {
      return -1;
    }
    int count = Math.min(length, leftOfFrame);
    System.arraycopy(buffer, start, target, offset, count);
    start += count;
    leftOfFrame -= count;
    unused += count;
    return count;
  }

  private boolean guardedNextFrame() throws IOException {
    try {
      if (unused > MOST_GARBAGE) {
        throw noSound();
      }
      return nextFrame();
    } catch (SoundUnavailableException e) {
      failure = Optional.of(e);
      return false;
    } catch (IOException e) {
      failure = Optional.of(e);
      throw e;
    }
  }

  /** Goes to the next whole frame; answers false at the end of the file. */
  private boolean nextFrame() throws IOException, SoundUnavailableException {
    for (int passed = 0; passed <= MOST_GARBAGE; passed++) {
      for (int tags = 0; startsTag(); tags++) {
        if (tags == MOST_TAGS) {
          throw noSound();
        }
        skipTag();
      }
      if (!fill(Mp3Header.LENGTH)) {
        return false;
      }
      Optional<Mp3Header> found = Mp3Header.read(buffer, start).filter(this::fits);
      boolean inStep = passed == 0 && format.isPresent();
      if (found.isPresent() && (inStep || followed(found.get()))) {
        if (!fill(found.get().frameLength())) {
          return false;
        }
        format = found;
        leftOfFrame = found.get().frameLength();
        return true;
      }
      start++;
    }
    throw noSound();
  }

  private boolean fits(Mp3Header header) {
    return format.isEmpty() || format.get().sameFormat(header);
  }

  /** Whether another frame or the end of the file comes after this one. */
  private boolean followed(Mp3Header header) throws IOException {
    int length = header.frameLength();
    if (!fill(length + Mp3Header.LENGTH)) {
      return end - start >= length;
    }
    return Mp3Header.read(buffer, start + length).filter(header::sameFormat).isPresent();
  }

  private boolean startsTag() throws IOException {
    return fill(TAG_HEADER)
        && buffer[start] == 'I'
        && buffer[start + 1] == 'D'
        && buffer[start + 2] == '3';
  }

  /** Skips an ID3v2 tag, whose length has seven bits an octet. */
  private void skipTag() throws IOException, SoundUnavailableException {
    int length = TAG_HEADER;
    int size = 0;
    for (int i = 6; i < TAG_HEADER; i++) {
      size = (size << 7) | (buffer[start + i] & 0x7f);
    }
    length += size + ((buffer[start + 5] & TAG_FOOTER_FLAG) != 0 ? TAG_HEADER : 0);
    if (length > LARGEST_TAG) {
      throw new SoundUnavailableException(
          source + " is damaged: it says it has a tag of " + (length >> 20) + " MB");
    }
    int here = Math.min(length, end - start);
    start += here;
    for (int left = length - here; left > 0; ) {
      start = 0;
      end = Math.max(0, bytes.read(buffer, 0, Math.min(left, buffer.length)));
      if (end == 0) {
        return;
      }
      left -= end;
      start = end;
    }
  }

  /** Whether {@code count} octets are at {@code start}, having read them if need be. */
  private boolean fill(int count) throws IOException {
    if (end - start < count) {
      System.arraycopy(buffer, start, buffer, 0, end - start);
      end -= start;
      start = 0;
      end += bytes.readNBytes(buffer, end, count - end);
    }
    return end - start >= count;
  }

  private SoundUnavailableException noSound() {
    return new SoundUnavailableException(
        source
            + (format.isEmpty()
                ? " is no sound file that can be decoded; WAV, AU and MP3 are supported"
                : " is damaged: there is no MP3 frame in 64 KB of it"));
  }
}
