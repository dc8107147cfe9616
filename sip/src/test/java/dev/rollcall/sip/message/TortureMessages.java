package dev.rollcall.sip.message;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The messages of RFC 4475, by their names in the RFC. Line ends are CRLF as the RFC demands. In
 * {@code intmeth} the visible symbols of BEL, NUL and DEL stand for these characters. {@code
 * mpart01} has the RFC's header and a body of as many arbitrary octets.
 */
final class TortureMessages {
  private static final Map<String, byte[]> MESSAGES = load();

  private TortureMessages() {}

  static byte[] message(String name) {
    return Objects.requireNonNull(MESSAGES.get(name), name);
  }

  static Map<String, byte[]> all() {
    return MESSAGES;
  }

  private static Map<String, byte[]> load() {
    Map<String, byte[]> messages = new LinkedHashMap<>();
    for (String section : resource("rfc4475.txt").split("(?m)^### ", -1)) {
      if (!section.isBlank()) {
        int lineEnd = section.indexOf('\n');
        String name = section.substring(0, section.indexOf(' '));
        messages.put(name, bytes(section.substring(lineEnd + 1)));
      }
    }
    byte[] head = Objects.requireNonNull(messages.get("mpart01"));
    byte[] whole = Arrays.copyOf(head, head.length + 553);
    for (int i = head.length; i < whole.length; i++) {
      whole[i] = (byte) i;
    }
    messages.put("mpart01", whole);
    return messages;
  }

  private static byte[] bytes(String text) {
    return text.replace("\n", "\r\n")
        .replace('\u2407', '\u0007')
        .replace('\u2400', '\0')
        .replace('\u2421', '\u007f')
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String resource(String name) {
    try (InputStream in =
        Objects.requireNonNull(TortureMessages.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
