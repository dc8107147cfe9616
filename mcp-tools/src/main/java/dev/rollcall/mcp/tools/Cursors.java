package dev.rollcall.mcp.tools;

import dev.rollcall.core.paging.Seek;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs and reads cursors.
 *
 * <p>A cursor is, in Base64 for URLs without padding: one byte version, one byte direction, one
 * byte limit, the key next to which the page lies, and the first 16 bytes of an HMAC-SHA256 (RFC
 * 2104) over all that and over what the cursor belongs to. What it belongs to (list, conversation,
 * filters, account) does not stand in it: a cursor is good where it was made and nowhere else, and
 * it needs no memory of the server.
 */
final class Cursors {
  /** The longest text that is read, in characters. */
  static final int LONGEST = 512;

  private static final byte VERSION = 1;
  private static final int HEAD = 3;
  private static final int MAC_LENGTH = 16;

  private final Mac template;

  Cursors(CursorKey key) {
    try {
      template = Mac.getInstance("HmacSHA256");
      template.init(new SecretKeySpec(key.secret(), "HmacSHA256"));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java cannot sign cursors", e);
    }
  }

  /**
   * The cursor of {@code seek}, which has a key.
   *
   * @param binding what the cursor belongs to
   */
  <K> String write(List<String> binding, KeyForm<K> form, Seek<K> seek) {
    ByteBuffer bytes = ByteBuffer.allocate(HEAD + form.length() + MAC_LENGTH);
    bytes.put(VERSION).put((byte) (seek.backwards() ? 1 : 0)).put((byte) seek.limit());
    form.write(seek.from().orElseThrow(), bytes);
    bytes.put(sign(binding, bytes.array(), bytes.position()));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
  }

  /** What {@code cursor} says; empty if it was not made for {@code binding} with this key. */
  <K> Optional<Seek<K>> read(List<String> binding, KeyForm<K> form, String cursor) {
    int length = HEAD + form.length();
    Optional<byte[]> decoded = decode(cursor).filter(all -> all.length == length + MAC_LENGTH);
    if (decoded.isEmpty()) {
      return Optional.empty();
    }
    byte[] all = decoded.get();
    byte[] signature = Arrays.copyOfRange(all, length, all.length);
    if (!MessageDigest.isEqual(signature, sign(binding, all, length)) || all[0] != VERSION) {
      return Optional.empty();
    }
    K key = form.read(ByteBuffer.wrap(all, HEAD, form.length()));
    return Optional.of(new Seek<>(Optional.of(key), all[1] == 1, all[2] & 0xFF));
  }

  private static Optional<byte[]> decode(String cursor) {
    if (cursor.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      return Optional.of(Base64.getUrlDecoder().decode(cursor));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private byte[] sign(List<String> binding, byte[] bytes, int length) {
    Mac mac = copy();
    for (String each : binding) {
      byte[] text = each.getBytes(StandardCharsets.UTF_8);
      mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(text.length).flip());
      mac.update(text);
    }
    mac.update(bytes, 0, length);
    return Arrays.copyOf(mac.doFinal(), MAC_LENGTH);
  }

  private Mac copy() {
    try {
      return (Mac) template.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("this Java cannot copy a signer", e);
    }
  }
}
