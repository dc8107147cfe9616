package dev.rollcall.http;

import io.vertx.core.MultiMap;
import java.util.List;

/** How a request's head says where its body ends (RFC 9112 §6). */
final class Framing {
  /** Digits of a Content-Length that surely fit a long. */
  private static final int LONGEST_LENGTH = 18;

  private Framing() {}

  /** Whether every server in front of us must have seen the same end of the body as we do. */
  static boolean isPlain(MultiMap headers) {
    List<String> encodings = headers.getAll("Transfer-Encoding");
    List<String> lengths = headers.getAll("Content-Length");
    return encodings.isEmpty()
        ? lengths.isEmpty() || (lengths.size() == 1 && isNumber(lengths.getFirst()))
        : lengths.isEmpty()
            && encodings.size() == 1
            && encodings.getFirst().equalsIgnoreCase("chunked");
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty()
        && text.length() <= LONGEST_LENGTH
        && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
