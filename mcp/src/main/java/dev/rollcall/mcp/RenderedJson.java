package dev.rollcall.mcp;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import tools.jackson.core.io.JsonStringEncoder;
import tools.jackson.databind.JsonNode;

/**
 * A JSON value written once, in the two forms a tool's result holds it: as a value and as a string.
 * Immutable and safe for use by many threads.
 */
public final class RenderedJson {
  private final byte[] value;
  private volatile byte[] quoted = new byte[0];

  private RenderedJson(byte[] value) {
    this.value = value;
  }

  public static RenderedJson of(JsonNode value) {
    return new RenderedJson(value.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** A whole JSON value in UTF-8, to which nobody may write any more. */
  public static RenderedJson ofUtf8(byte[] utf8) {
    return new RenderedJson(utf8);
  }

  /** The value in UTF-8; not to be written to. */
  public byte[] value() {
    return value;
  }

  /** The value's text as a JSON string with its quotes, in UTF-8; not to be written to. */
  public byte[] quoted() {
    byte[] known = quoted;
    if (known.length == 0) {
      known = quote(text());
      quoted = known;
    }
    return known;
  }

  public String text() {
    return new String(value, StandardCharsets.UTF_8);
  }

  private static byte[] quote(String text) {
    byte[] inner = JsonStringEncoder.getInstance().quoteAsUTF8(text);
    byte[] whole = Arrays.copyOf(inner, inner.length + 2);
    System.arraycopy(inner, 0, whole, 1, inner.length);
    whole[0] = '"';
    whole[whole.length - 1] = '"';
    return whole;
  }

  @Override
  public String toString() {
    return "RenderedJson[" + value.length + " bytes]";
  }
}
