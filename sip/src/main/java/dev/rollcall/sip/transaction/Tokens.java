package dev.rollcall.sip.transaction;

import dev.rollcall.sip.message.Via;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/** Makes the random words of SIP: tags, branches and Call-IDs. Safe for use by many threads. */
public final class Tokens {
  private final RandomGenerator random;

  /**
   * @param random safe for use by many threads; a cryptographic one where calls must not be
   *     guessable
   */
  public Tokens(RandomGenerator random) {
    this.random = random;
  }

  /** A tag of 64 random bits; RFC 3261 §19.3 wants at least 32. */
  public String tag() {
    return HexFormat.of().toHexDigits(random.nextLong());
  }

  /** A branch that is unlike any other (§8.1.1.7). */
  public String branch() {
    return Via.MAGIC_COOKIE + tag() + HexFormat.of().toHexDigits(random.nextInt());
  }

  /** A Call-ID of 128 random bits (§8.1.1.4). */
  public String callId() {
    return tag() + tag();
  }
}
