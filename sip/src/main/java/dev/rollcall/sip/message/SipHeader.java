package dev.rollcall.sip.message;

/**
 * One header of a message.
 *
 * @param name the long form in its usual spelling; an unknown name as it was written
 * @param value without surrounding whitespace, unfolded, not interpreted
 */
public record SipHeader(String name, String value) {

  public SipHeader {
    if (!Grammar.isToken(name) || !Grammar.isHeaderText(value)) {
      throw new IllegalArgumentException("not a header: " + name);
    }
    name = HeaderNames.canonical(name);
    value = Grammar.trim(value);
  }

  boolean isNamed(String wanted) {
    return name.equalsIgnoreCase(wanted);
  }

  /** The header for logs: credentials and passwords in URIs are left out. */
  @Override
  public String toString() {
    if (HeaderNames.CREDENTIALS.contains(name)) {
      return name + ": ***";
    }
    return name + ": " + Grammar.visible(Redaction.ofPasswords(value));
  }
}
