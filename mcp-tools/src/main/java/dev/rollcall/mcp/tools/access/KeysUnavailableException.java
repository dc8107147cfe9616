package dev.rollcall.mcp.tools.access;

/**
 * The authorization server's keys cannot be had now, so no token of it can be judged. The message
 * says why, for the operator's eyes.
 */
final class KeysUnavailableException extends Exception {
  private static final long serialVersionUID = 1L;

  KeysUnavailableException(String reason) {
    super(reason, null, false, false);
  }
}
