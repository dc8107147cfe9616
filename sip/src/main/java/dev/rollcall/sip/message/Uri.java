package dev.rollcall.sip.message;

/**
 * What a request or an address points at: a SIP URI, or a URI of another scheme kept as it came.
 */
public sealed interface Uri permits SipUri, OtherUri {

  /**
   * Reads a URI.
   *
   * @param text the whole URI, without angle brackets
   * @throws MalformedSipException if it has no scheme, or is a SIP URI against RFC 3261 section
   *     19.1.1
   */
  static Uri parse(String text) throws MalformedSipException {
    int colon = text.indexOf(':');
    if (colon < 1) {
      throw new MalformedSipException("URI", text, "no scheme");
    }
    String scheme = text.substring(0, colon);
    if (scheme.equalsIgnoreCase("sip") || scheme.equalsIgnoreCase("sips")) {
      return SipUriReader.read(scheme, text.substring(colon + 1));
    }
    return OtherUri.read(scheme, text.substring(colon + 1));
  }

  /** The scheme in lower case: {@code sip}, {@code sips}, {@code tel}, ... */
  String scheme();

  /** The URI as it goes into a message. It may hold a password: for logs there is toString. */
  String encoded();
}
