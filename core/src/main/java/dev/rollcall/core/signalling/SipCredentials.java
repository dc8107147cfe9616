package dev.rollcall.core.signalling;

/** What we show when a SIP server asks who we are (RFC 8760). */
public record SipCredentials(String user, String password) {
  /** Without the secret, so that it can stand in a log line. */
  @Override
  public String toString() {
    return "SipCredentials[" + user + "]";
  }
}
