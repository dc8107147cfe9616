package dev.rollcall.mcp.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import tools.jackson.core.io.JsonStringEncoder;

/** Growing bytes into which JSON is put together from pieces that are JSON already. */
public final class JsonBuffer {
  private byte[] bytes;
  private int length;

  public JsonBuffer(int expectedLength) {
    bytes = new byte[Math.max(64, expectedLength)];
  }

  /** Adds {@code json} as it is. */
  public JsonBuffer raw(String json) {
    return raw(json.getBytes(StandardCharsets.UTF_8));
  }

  /** Adds {@code json} as it is. */
  public JsonBuffer raw(byte[] json) {
    int needed = Math.addExact(length, json.length);
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(needed, (int) Math.min(2L * bytes.length, 1 << 30)));
    }
    System.arraycopy(json, 0, bytes, length, json.length);
    length = needed;
    return this;
  }

  /** Adds {@code text} as a JSON string. */
  public JsonBuffer string(String text) {
    return raw("\"").raw(JsonStringEncoder.getInstance().quoteAsUTF8(text)).raw("\"");
  }

  public byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }
}
