package dev.rollcall.ocp.context;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The value of {@code OCP-Session}: base64 of JSON, packed if it is long. */
final class SessionCodec {
  private static final String PACKED = "gzip:";

  /** How base64 of anything packed begins. */
  private static final String PACKED_UNMARKED = "H4sI";

  private static final int PACKED_FROM = 1_000;

  private final ContextLimits limits;
  private final JsonMapper json;

  SessionCodec(ContextLimits limits) {
    this.limits = limits;
    json =
        JsonMapper.builder(
                JsonFactory.builder()
                    .streamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(limits.depth()).build())
                    .build())
            .build();
  }

  /** Plain up to 1 000 characters of JSON, packed beyond if {@code compress}. */
  String encode(JsonNode context, boolean compress) {
    String text = context.toString();
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return compress && text.length() > PACKED_FROM
        ? PACKED + Base64.getEncoder().encodeToString(pack(bytes))
        : Base64.getEncoder().encodeToString(bytes);
  }

  private static byte[] pack(byte[] bytes) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream(bytes.length / 4 + 64);
    try (GZIPOutputStream packer = new GZIPOutputStream(packed)) {
      packer.write(bytes);
    } catch (IOException memoryFails) {
      throw new UncheckedIOException(memoryFails);
    }
    return packed.toByteArray();
  }

  /** The JSON in {@code value}, or nothing if there is any fault in it. */
  Optional<JsonNode> decode(String value) {
    if (value.length() > limits.accepted()) {
      return Optional.empty();
    }
    try {
      boolean marked = value.regionMatches(true, 0, PACKED, 0, PACKED.length());
      String encoded = (marked ? value.substring(PACKED.length()) : value).strip();
      byte[] bytes = base64(encoded);
      byte[] text = marked || encoded.startsWith(PACKED_UNMARKED) ? unpack(bytes) : bytes;
      return text.length > limits.decoded() ? Optional.empty() : Optional.of(json.readTree(text));
    } catch (IOException | JacksonException | IllegalArgumentException fault) {
      return Optional.empty();
    }
  }

  private static byte[] base64(String encoded) {
    int end = encoded.length();
    while (end > 0 && encoded.charAt(end - 1) == '=') {
      end--;
    }
    return Base64.getDecoder()
        .decode(encoded.substring(0, end).replace('-', '+').replace('_', '/'));
  }

  /** One byte more than allowed is enough to know that it is too long. */
  private byte[] unpack(byte[] packed) throws IOException {
    try (GZIPInputStream unpacker = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      return unpacker.readNBytes(limits.decoded() + 1);
    }
  }
}
