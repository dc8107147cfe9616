package dev.rollcall.mcp.stdio;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Takes a stream apart into lines, none of which takes more memory than the longest allowed. */
final class LineReader {
  private final InputStream input;
  private final int longest;

  /**
   * Reads from {@code input}.
   *
   * @param longest bytes of the longest line, without its end
   */
  LineReader(InputStream input, int longest) {
    this.input = new BufferedInputStream(input);
    this.longest = longest;
  }

  /**
   * The next line without its end, which the last one need not have; empty if there are no more.
   *
   * @throws LineTooLongException if it is too long; the one after it can be read
   */
  Optional<byte[]> next() throws IOException, LineTooLongException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    boolean tooLong = false;
    int next = input.read();
    if (next < 0) {
      return Optional.empty();
    }
    while (next >= 0 && next != '\n') {
      if (line.size() < longest) {
        line.write(next);
      } else {
        tooLong = true;
      }
      next = input.read();
    }
    if (tooLong) {
      throw new LineTooLongException(longest);
    }
    return Optional.of(line.toByteArray());
  }
}
