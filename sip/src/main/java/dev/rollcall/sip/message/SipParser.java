package dev.rollcall.sip.message;

import java.util.Arrays;
import java.util.OptionalInt;

/**
 * Turns bytes into messages. It never throws, whatever the bytes, and its work is bounded by their
 * number. What a server needs for answering and matching is checked here: start line, Via, From,
 * To, Call-ID, CSeq, Max-Forwards, Content-Length. Other headers are checked when they are read.
 *
 * <p>Liberal where it does no harm: lone LF line ends, empty lines before the start line, Latin-1
 * text.
 */
public final class SipParser {
  /** The largest message taken, in bytes: what fits a UDP datagram. */
  public static final int MAXIMUM_MESSAGE = 65_535;

  /**
   * The largest number of headers taken, lists of Via, Route, Record-Route and Contact taken apart.
   */
  public static final int MAXIMUM_HEADERS = 256;

  /** The longest start line or header taken, in characters, folded lines counted as one. */
  public static final int MAXIMUM_LINE = 8_192;

  private static final int LONGEST_REASON = 200;

  private SipParser() {}

  /** Parses one datagram; bytes after the announced body are dropped (RFC 3261 section 18.3). */
  public static ParseResult parse(byte[] datagram) {
    return parse(datagram, 0, datagram.length);
  }

  /** Parses one datagram that is part of an array. */
  public static ParseResult parse(byte[] bytes, int offset, int length) {
    if (length > MAXIMUM_MESSAGE) {
      return new ParseResult.Unusable("longer than " + MAXIMUM_MESSAGE + " bytes");
    }
    int end = offset + length;
    int start = offset;
    while (start < end && (bytes[start] == '\r' || bytes[start] == '\n')) {
      start++;
    }
    if (start == end || isOtherKeepAlive(bytes, start, end)) {
      return new ParseResult.KeepAlive(length >= 4 && start == end);
    }
    int bodyStart = endOfHeaders(bytes, start, end);
    HeaderSection section = HeaderSection.read(Grammar.decode(bytes, start, bodyStart - start));
    return section.startLine().startsWith("SIP/")
        ? response(section, bytes, bodyStart, end)
        : request(section, bytes, bodyStart, end);
  }

  private static boolean isOtherKeepAlive(byte[] bytes, int start, int end) {
    if (end - start > 4) {
      return false;
    }
    boolean zeros = true;
    for (int i = start; i < end; i++) {
      zeros &= bytes[i] == 0;
    }
    return zeros
        || (bytes[start] == 'j' && Grammar.decode(bytes, start, end - start).startsWith("jaK"));
  }

  /** The position after the empty line, or the end when there is none. */
  static int endOfHeaders(byte[] bytes, int start, int end) {
    for (int i = start; i < end; i++) {
      if (bytes[i] == '\n') {
        if (i + 1 < end && bytes[i + 1] == '\n') {
          return i + 2;
        }
        if (i + 2 < end && bytes[i + 1] == '\r' && bytes[i + 2] == '\n') {
          return i + 3;
        }
      }
    }
    return end;
  }

  private static ParseResult request(HeaderSection section, byte[] bytes, int bodyStart, int end) {
    RequestLine line;
    try {
      line = RequestLine.read(section.startLine());
    } catch (MalformedSipException refused) {
      return refuse(section, RequestLine.methodOf(section.startLine()), refused.getMessage());
    }
    if (!line.version().equalsIgnoreCase(SipSerializer.VERSION)) {
      return refuse(
          section, line.method(), SipStatus.VERSION_NOT_SUPPORTED, "Version Not Supported");
    }
    try {
      section.check();
      SipHeaders headers = section.headers();
      Essentials essentials = Essentials.read(headers);
      headers.maxForwards();
      if (!essentials.cseq().method().name().equals(line.method())) {
        return refuse(section, line.method(), "CSeq: its method is not the request's");
      }
      byte[] body = body(headers, bytes, bodyStart, end);
      Uri uri = Uri.parse(line.uri());
      if (uri instanceof SipUri sip && !sip.headers().isEmpty()) {
        return refuse(section, line.method(), "Request-URI: holds headers");
      }
      return new ParseResult.Parsed(
          new SipRequest(new Method(line.method()), uri, headers, body, essentials));
    } catch (MalformedSipException refused) {
      return refuse(section, line.method(), refused.getMessage());
    }
  }

  private static ParseResult response(HeaderSection section, byte[] bytes, int bodyStart, int end) {
    try {
      section.check();
      String line = section.startLine();
      int status = status(line);
      SipHeaders headers = section.headers();
      Essentials essentials = Essentials.read(headers);
      byte[] body = body(headers, bytes, bodyStart, end);
      String reason = line.length() > 12 ? Grammar.trim(line.substring(12)) : "";
      return new ParseResult.Parsed(new SipResponse(status, reason, headers, body, essentials));
    } catch (MalformedSipException refused) {
      return new ParseResult.Unusable("response, " + refused.getMessage());
    }
  }

  private static int status(String line) throws MalformedSipException {
    boolean framed =
        line.regionMatches(true, 0, "SIP/2.0 ", 0, 8)
            && line.length() >= 11
            && (line.length() == 11 || line.charAt(11) == ' ');
    long status = framed ? Grammar.number(line.substring(8, 11), 699) : -1;
    if (status < 100) {
      throw new MalformedSipException(
          "Status-Line", line, "not SIP/2.0 and a status of 100 to 699");
    }
    return (int) status;
  }

  private static byte[] body(SipHeaders headers, byte[] bytes, int start, int end)
      throws MalformedSipException {
    OptionalInt announced = headers.contentLength();
    int there = end - start;
    if (announced.isPresent() && announced.getAsInt() > there) {
      throw new MalformedSipException(
          "Content-Length",
          Integer.toString(announced.getAsInt()),
          "more than the " + there + " bytes there are");
    }
    int length = announced.orElse(there);
    return length == 0 ? SipRequest.NO_BODY : Arrays.copyOfRange(bytes, start, start + length);
  }

  /** How a message that cannot be framed on a stream is refused, by its headers. */
  static ParseResult refuseHead(byte[] bytes, int start, int end, int status, String reason) {
    HeaderSection section = HeaderSection.read(Grammar.decode(bytes, start, end - start));
    return refuse(section, RequestLine.methodOf(section.startLine()), status, reason);
  }

  private static ParseResult refuse(HeaderSection section, String method, String why) {
    return refuse(section, method, SipStatus.BAD_REQUEST, "Bad Request (" + why + ")");
  }

  private static ParseResult refuse(
      HeaderSection section, String method, int status, String reason) {
    String shown = reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) : reason;
    if (method.equals(Method.ACK.name()) || !Grammar.isToken(method)) {
      return new ParseResult.Unusable(shown);
    }
    try {
      SipHeaders headers = section.headers();
      Via via = Via.parseLeniently(headers.first("Via").orElse(""));
      SipHeaders.Builder answered = SipHeaders.builder().addAll("Via", headers);
      for (String name : new String[] {"From", "To", "Call-ID", "CSeq"}) {
        headers.first(name).ifPresent(value -> answered.add(name, value));
      }
      return new ParseResult.Refusable(status, shown, via, answered.build());
    } catch (MalformedSipException unanswerable) {
      return new ParseResult.Unusable(shown);
    }
  }
}
