package dev.rollcall.sip.message;

/**
 * The three words of a request's first line (RFC 3261 section 7.1): one space between, none around.
 */
record RequestLine(String method, String uri, String version) {

  static RequestLine read(String line) throws MalformedSipException {
    String[] words = line.split(" ", -1);
    if (words.length != 3 || words[1].isEmpty()) {
      throw new MalformedSipException(
          "Request-Line", Redaction.ofPasswords(line), "not three words with one space between");
    }
    if (!Grammar.isToken(words[0])) {
      throw new MalformedSipException("Request-Line", words[0], "the method is not a token");
    }
    if (!words[2].regionMatches(true, 0, "SIP/", 0, 4)) {
      throw new MalformedSipException("Request-Line", words[2], "not a SIP version");
    }
    return new RequestLine(words[0], words[1], words[2]);
  }

  /** The first word, when the line is sound or not. */
  static String methodOf(String line) {
    int space = line.indexOf(' ');
    return space < 0 ? line : line.substring(0, space);
  }
}
