package dev.rollcall.rest;

import dev.rollcall.core.roster.IdempotencyKey;
import dev.rollcall.http.HttpRequest;
import dev.rollcall.http.Parameters;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The key by which a request that is sent again is known for the same, from {@code Idempotency-Key}
 * or {@code I-Twilio-Idempotency-Token}.
 */
final class IdempotencyHeader {
  private static final int LONGEST = 255;

  /** A digest of a short secret and things that are known would give the secret away. */
  private static final Set<String> LEFT_OUT = Set.of("SipAuthPassword");

  private IdempotencyHeader() {}

  /**
   * The key of {@code request}, if it has one. Two requests with the same path and the same values
   * of each parameter, in whatever order the parameters stand, have the same fingerprint.
   *
   * @throws ApiException if the key is of a wrong form, or there are two different ones
   */
  static Optional<IdempotencyKey> of(HttpRequest request, Parameters parameters) {
    List<String> keys =
        Stream.of("Idempotency-Key", "I-Twilio-Idempotency-Token")
            .flatMap(name -> request.headers().all(name).stream())
            .map(String::strip)
            .distinct()
            .toList();
    if (keys.isEmpty()) {
      return Optional.empty();
    }
    if (keys.size() > 1 || !isKey(keys.getFirst())) {
      throw new ApiException(
          ApiError.INVALID_PARAMETER,
          "An idempotency key is one text of 1 to "
              + LONGEST
              + " visible ASCII characters, in the header Idempotency-Key or"
              + " I-Twilio-Idempotency-Token; make a new one for each call.");
    }
    return Optional.of(new IdempotencyKey(keys.getFirst(), fingerprint(request, parameters)));
  }

  private static boolean isKey(String text) {
    return !text.isEmpty()
        && text.length() <= LONGEST
        && text.chars().allMatch(each -> each > ' ' && each < 0x7f);
  }

  private static String fingerprint(HttpRequest request, Parameters parameters) {
    MessageDigest digest = sha256();
    add(digest, List.of(request.path()));
    Set<String> names =
        parameters.names().stream()
            .filter(name -> !LEFT_OUT.contains(name))
            .collect(Collectors.toCollection(TreeSet::new));
    for (String name : names) {
      add(digest, List.of(name));
      add(digest, parameters.all(name));
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** With all lengths, so that no two lists of texts give the same bytes. */
  private static void add(MessageDigest digest, List<String> texts) {
    digest.update(number(texts.size()));
    for (String text : texts) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      digest.update(number(bytes.length));
      digest.update(bytes);
    }
  }

  private static byte[] number(int number) {
    return ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
