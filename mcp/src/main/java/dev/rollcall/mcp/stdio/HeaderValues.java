package dev.rollcall.mcp.stdio;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Header values that mirror parts of a message (2026-07-28, Transports: value encoding). */
final class HeaderValues {
  private static final String PREFIX = "=?base64?";
  private static final String SUFFIX = "?=";

  private HeaderValues() {}

  /** {@code value} as it is if a header can carry it, else in Base64. */
  static String of(String value) {
    if (isPlain(value) && !value.startsWith(PREFIX)) {
      return value;
    }
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    return PREFIX + Base64.getEncoder().encodeToString(utf8) + SUFFIX;
  }

  /** Whether {@code value} is visible ASCII, with spaces at most inside. */
  static boolean isPlain(String value) {
    return value.chars().allMatch(each -> each >= ' ' && each <= '~')
        && value.equals(value.strip());
  }
}
