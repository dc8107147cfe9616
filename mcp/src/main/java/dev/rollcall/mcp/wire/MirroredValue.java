package dev.rollcall.mcp.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * Values of a message's body that a client repeats in header fields (revision 2026-07-28,
 * Streamable HTTP, Value Encoding): plain visible ASCII, or Base64 between {@code =?base64?} and
 * {@code ?=}.
 */
public final class MirroredValue {
  private static final String BEGIN = "=?base64?";
  private static final String END = "?=";

  private MirroredValue() {}

  /** The value that {@code header} stands for; empty if it is wrongly encoded. */
  public static Optional<String> decode(String header) {
    String value = header.strip();
    if (!value.chars().allMatch(c -> c == '\t' || (c >= ' ' && c < 0x7f))) {
      return Optional.empty();
    }
    if (value.length() < BEGIN.length() + END.length()
        || !value.startsWith(BEGIN)
        || !value.endsWith(END)) {
      return Optional.of(value);
    }
    String encoded = value.substring(BEGIN.length(), value.length() - END.length());
    if (encoded.length() % 4 != 0) {
      return Optional.empty();
    }
    try {
      ByteBuffer decoded = ByteBuffer.wrap(Base64.getDecoder().decode(encoded));
      return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(decoded).toString());
    } catch (IllegalArgumentException | CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
