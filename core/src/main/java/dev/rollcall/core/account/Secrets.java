package dev.rollcall.core.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/** The secrets of accounts and keys: drawn, and compared by their hashes. */
final class Secrets {
  /** What is compared with where there is no secret; nothing is known to hash to it. */
  static final String NO_HASH = "0".repeat(64);

  private static final String LETTERS_AND_DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final String HEXADECIMAL = "0123456789abcdef";

  private Secrets() {}

  static String forKey(RandomGenerator random) {
    return draw(random, LETTERS_AND_DIGITS, Keys.SECRET_LENGTH);
  }

  static String forAccount(RandomGenerator random) {
    return draw(random, HEXADECIMAL, Accounts.AUTH_TOKEN_LENGTH);
  }

  /** SHA-256 in lower-case hexadecimal digits. */
  static String hash(String secret) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  /** Whether two hashes are equal, in a time that does not show where they differ. */
  static boolean agree(String expected, String given) {
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.US_ASCII), given.getBytes(StandardCharsets.US_ASCII));
  }

  private static String draw(RandomGenerator random, String alphabet, int length) {
    StringBuilder secret = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      secret.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return secret.toString();
  }
}
