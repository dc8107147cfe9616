package dev.rollcall.core.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * The secrets of tokens: {@code rc_} and 43 letters and digits, which hold 256 random bits. Letters
 * and digits only, so that a double click marks the whole and no shell reads anything into it.
 */
final class Secrets {
  private static final String PREFIX = "rc_";
  private static final String ALPHABET =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final int LENGTH = 43;
  private static final Pattern FORM = Pattern.compile(PREFIX + "[0-9A-Za-z]{" + LENGTH + "}");

  private Secrets() {}

  static String draw(RandomGenerator random) {
    StringBuilder secret = new StringBuilder(PREFIX);
    for (int i = 0; i < LENGTH; i++) {
      secret.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return secret.toString();
  }

  /** Whether {@code text} could be a secret of ours: nothing else is worth hashing. */
  static boolean isSecret(String text) {
    return FORM.matcher(text).matches();
  }

  /** SHA-256 in lower-case hexadecimal digits. */
  static String hash(String secret) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256")
                  .digest(secret.getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
