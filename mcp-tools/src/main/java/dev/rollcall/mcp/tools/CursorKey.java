package dev.rollcall.mcp.tools;

/** The secret that cursors are signed with: cursors stay good as long as it stays the same. */
public final class CursorKey {
  /** The shortest secret, in bytes. */
  public static final int LEAST_BYTES = 32;

  private final byte[] secret;

  public CursorKey(byte[] secret) {
    if (secret.length < LEAST_BYTES) {
      throw new IllegalArgumentException(
          "a cursor key of " + secret.length + " bytes is shorter than " + LEAST_BYTES);
    }
    this.secret = secret.clone();
  }

  byte[] secret() {
    return secret.clone();
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "CursorKey";
  }
}
