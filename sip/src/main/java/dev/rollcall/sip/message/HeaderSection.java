package dev.rollcall.sip.message;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The start line and headers of a message, taken apart but not interpreted. The first thing wrong
 * with them is kept, and the sound headers are kept too: they are needed for the answer.
 */
final class HeaderSection {
  private final String startLine;
  private final SipHeaders headers;
  private final @Nullable MalformedSipException problem;

  private HeaderSection(
      String startLine, SipHeaders headers, @Nullable MalformedSipException problem) {
    this.startLine = startLine;
    this.headers = headers;
    this.problem = problem;
  }

  String startLine() {
    return startLine;
  }

  SipHeaders headers() {
    return headers;
  }

  void check() throws MalformedSipException {
    if (problem != null) {
      throw problem;
    }
  }

  static HeaderSection read(String text) {
    return new Reader(text).read();
  }

  private static final class Reader {
    private final String text;
    private final SipHeaders.Builder headers = SipHeaders.builder();
    private final Set<String> seenOnce = new HashSet<>();
    private @Nullable MalformedSipException problem;
    private int position;

    Reader(String text) {
      this.text = text;
    }

    HeaderSection read() {
      String startLine = line();
      if (startLine.length() > SipParser.MAXIMUM_LINE) {
        note("Start-Line", "", "too long");
      }
      if (!Grammar.isHeaderText(startLine)) {
        note("Start-Line", startLine, "a control character");
      }
      while (position < text.length()) {
        String line = line();
        if (line.isEmpty()) {
          break;
        }
        header(unfolded(line));
      }
      return new HeaderSection(startLine, headers.build(), problem);
    }

    private String unfolded(String line) {
      if (!continues()) {
        return line;
      }
      StringBuilder whole = new StringBuilder(line);
      while (continues()) {
        whole.append(' ').append(Grammar.trim(line()));
      }
      return whole.toString();
    }

    private boolean continues() {
      return position < text.length() && Grammar.isWhitespace(text.charAt(position));
    }

    private String line() {
      int feed = text.indexOf('\n', position);
      int end = feed < 0 ? text.length() : feed;
      int start = position;
      position = feed < 0 ? end : end + 1;
      return text.substring(start, end > start && text.charAt(end - 1) == '\r' ? end - 1 : end);
    }

    private void header(String line) {
      int colon = line.indexOf(':');
      String name = colon < 0 ? "" : Grammar.trim(line.substring(0, colon));
      if (!Grammar.isToken(name)) {
        note("Header", line, "no name and colon");
        return;
      }
      String value = Grammar.trim(line.substring(colon + 1));
      String canonical = HeaderNames.canonical(name);
      if (line.length() > SipParser.MAXIMUM_LINE) {
        note(canonical, "", "too long");
      } else if (!Grammar.isHeaderText(value)) {
        note(canonical, "", "a control character");
      } else if (headers.size() >= SipParser.MAXIMUM_HEADERS) {
        note("Header", "", "more than " + SipParser.MAXIMUM_HEADERS);
      } else {
        if (HeaderNames.SINGLE.contains(canonical) && !seenOnce.add(canonical)) {
          note(canonical, "", "stands more than once");
        }
        headers.add(canonical, value);
        if (headers.size() > SipParser.MAXIMUM_HEADERS) {
          note("Header", "", "more than " + SipParser.MAXIMUM_HEADERS);
        }
      }
    }

    private void note(String part, String value, String why) {
      if (problem == null) {
        problem = new MalformedSipException(part, value, why);
      }
    }
  }
}
