package dev.rollcall.sip.digest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/** The algorithms we answer a challenge with, the weakest first. */
public enum DigestAlgorithm {
  MD5("MD5", "MD5", false),
  MD5_SESS("MD5-sess", "MD5", true),
  SHA_256("SHA-256", "SHA-256", false),
  SHA_256_SESS("SHA-256-sess", "SHA-256", true);

  private final String written;
  private final String hash;
  private final boolean session;

  DigestAlgorithm(String written, String hash, boolean session) {
    this.written = written;
    this.hash = hash;
    this.session = session;
  }

  /** The algorithm of that name in any letter case; empty if we do not have it. */
  public static Optional<DigestAlgorithm> of(String name) {
    for (DigestAlgorithm each : values()) {
      if (each.written.toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT))) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  /** As headers say it. */
  public String written() {
    return written;
  }

  /** Whether the nonces are part of the secret's hash ({@code -sess}). */
  public boolean isSession() {
    return session;
  }

  /** The hash of a text in UTF-8, in lower-case hex digits. */
  String hash(String text) {
    try {
      byte[] digest = MessageDigest.getInstance(hash).digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      // Every Java platform must have MD5 and SHA-256.
      throw new IllegalStateException(e);
    }
  }
}
