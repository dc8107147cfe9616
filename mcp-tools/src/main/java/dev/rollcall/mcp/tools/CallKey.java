package dev.rollcall.mcp.tools;

import dev.rollcall.core.access.Principal;
import dev.rollcall.core.roster.IdempotencyKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeSet;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The key under which a caller's call is made once. Keys of different users, and those of the REST
 * API, are different keys: theirs have no spaces.
 */
final class CallKey {
  /** The argument that has it. */
  static final String ARGUMENT = "idempotency_key";

  private CallKey() {}

  /** Two calls with the same arguments, in whatever order, have the same fingerprint. */
  static IdempotencyKey of(Principal caller, String key, Arguments arguments) {
    ObjectNode sorted = JsonNodeFactory.instance.objectNode();
    for (String name : new TreeSet<>(arguments.node().propertyNames())) {
      if (!name.equals(ARGUMENT)) {
        sorted.set(name, arguments.node().get(name));
      }
    }
    return new IdempotencyKey(
        "mcp " + caller.user().id().text() + " " + digest(key), digest(sorted.toString()));
  }

  private static String digest(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
