package dev.rollcall.mcp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Seals what clients carry from one round of a call to the next, so that they can neither read nor
 * change it nor bring it to another call, as another caller, or late. The key lives as long as the
 * process. Safe for use by many threads.
 */
final class Sealer {
  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecretKeySpec key;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Duration lifetime;

  Sealer(InstantSource clock, RandomGenerator random, Duration lifetime) {
    byte[] bytes = new byte[KEY_BYTES];
    random.nextBytes(bytes);
    key = new SecretKeySpec(bytes, "AES");
    this.clock = clock;
    this.random = random;
    this.lifetime = lifetime;
  }

  /** What a state belongs to. */
  record Binding(String identity, String method, String name, JsonNode arguments) {
    byte[] bytes() {
      ArrayNode bound = JsonNodeFactory.instance.arrayNode();
      bound.add(identity).add(method).add(name).add(sorted(arguments));
      try {
        return MessageDigest.getInstance("SHA-256")
            .digest(bound.toString().getBytes(StandardCharsets.UTF_8));
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("every Java platform has SHA-256", e);
      }
    }

    private static JsonNode sorted(JsonNode node) {
      return switch (node) {
        case ObjectNode object -> {
          ObjectNode copy = JsonNodeFactory.instance.objectNode();
          Map<String, JsonNode> members = new TreeMap<>();
          object.properties().forEach(each -> members.put(each.getKey(), each.getValue()));
          members.forEach((name, value) -> copy.set(name, sorted(value)));
          yield copy;
        }
        case ArrayNode array -> {
          ArrayNode copy = JsonNodeFactory.instance.arrayNode();
          array.forEach(each -> copy.add(sorted(each)));
          yield copy;
        }
        default -> node;
      };
    }
  }

  String seal(String state, Binding binding) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    byte[] text = state.getBytes(StandardCharsets.UTF_8);
    byte[] plain =
        ByteBuffer.allocate(Long.BYTES + text.length)
            .putLong(clock.instant().plus(lifetime).toEpochMilli())
            .put(text)
            .array();
    try {
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, binding).doFinal(plain);
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(
              ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed).array());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the state could not be sealed", e);
    }
  }

  /** The state in {@code sealed}; empty if it is forged, expired or belongs to something else. */
  Optional<String> open(String sealed, Binding binding) {
    byte[] bytes;
    byte[] plain;
    try {
      bytes = Base64.getUrlDecoder().decode(sealed);
      if (bytes.length < NONCE_BYTES + TAG_BITS / Byte.SIZE + Long.BYTES) {
        return Optional.empty();
      }
      byte[] nonce = new byte[NONCE_BYTES];
      ByteBuffer.wrap(bytes).get(nonce);
      plain =
          cipher(Cipher.DECRYPT_MODE, nonce, binding)
              .doFinal(bytes, NONCE_BYTES, bytes.length - NONCE_BYTES);
    } catch (IllegalArgumentException | GeneralSecurityException e) {
      return Optional.empty();
    }
    ByteBuffer content = ByteBuffer.wrap(plain);
    Instant expiry = Instant.ofEpochMilli(content.getLong());
    return clock.instant().isBefore(expiry)
        ? Optional.of(StandardCharsets.UTF_8.decode(content).toString())
        : Optional.empty();
  }

  private Cipher cipher(int mode, byte[] nonce, Binding binding) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(CIPHER);
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(binding.bytes());
    return cipher;
  }
}
