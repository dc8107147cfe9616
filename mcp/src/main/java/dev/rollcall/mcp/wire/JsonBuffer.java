package dev.rollcall.mcp.wire;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.io.JsonStringEncoder;

/**
 * JSON put together from pieces that are JSON already. The pieces are kept as they are and copied
 * once, when the whole is asked for; so nobody may write to what was added.
 */
public final class JsonBuffer {
  private final List<byte[]> pieces = new ArrayList<>();
  private int length;

  /** Adds {@code json} as it is. */
  public JsonBuffer raw(String json) {
    return raw(json.getBytes(StandardCharsets.UTF_8));
  }

  /** Adds {@code json} as it is. */
  public JsonBuffer raw(byte[] json) {
    length = Math.addExact(length, json.length);
    pieces.add(json);
    return this;
  }

  /** Adds what {@code other} holds now. */
  public JsonBuffer raw(JsonBuffer other) {
    length = Math.addExact(length, other.length);
    pieces.addAll(other.pieces);
    return this;
  }

  /** Adds {@code text} as a JSON string. */
  public JsonBuffer string(String text) {
    return raw("\"").raw(JsonStringEncoder.getInstance().quoteAsUTF8(text)).raw("\"");
  }

  public boolean isEmpty() {
    return length == 0;
  }

  public byte[] toBytes() {
    byte[] whole = new byte[length];
    int position = 0;
    for (byte[] piece : pieces) {
      System.arraycopy(piece, 0, whole, position, piece.length);
      position += piece.length;
    }
    return whole;
  }
}
