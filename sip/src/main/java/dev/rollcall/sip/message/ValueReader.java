package dev.rollcall.sip.message;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Walks over one header value from left to right. */
final class ValueReader {
  private final String part;
  private final String text;
  private int position;

  ValueReader(String part, String text) {
    this.part = part;
    this.text = text;
  }

  MalformedSipException refuse(String why) {
    return new MalformedSipException(part, text, why);
  }

  void skipWhitespace() {
    while (position < text.length() && Grammar.isWhitespace(text.charAt(position))) {
      position++;
    }
  }

  boolean atEnd() {
    return position >= text.length();
  }

  char peek() {
    return atEnd() ? '\0' : text.charAt(position);
  }

  boolean take(char c) {
    if (!atEnd() && text.charAt(position) == c) {
      position++;
      return true;
    }
    return false;
  }

  /** Takes a separator with the whitespace that may stand around it. */
  boolean takeSeparator(char c) {
    int before = position;
    skipWhitespace();
    if (take(c)) {
      skipWhitespace();
      return true;
    }
    position = before;
    return false;
  }

  String rest() {
    return text.substring(position);
  }

  /** Everything up to the first of the characters, or to the end. */
  String until(String stops) {
    int start = position;
    while (!atEnd() && stops.indexOf(text.charAt(position)) < 0) {
      position++;
    }
    return text.substring(start, position);
  }

  String token(String what) throws MalformedSipException {
    int start = position;
    while (!atEnd() && Grammar.isTokenCharacter(text.charAt(position))) {
      position++;
    }
    if (start == position) {
      throw refuse("expected " + what + " at column " + (start + 1));
    }
    return text.substring(start, position);
  }

  /** Reads a quoted-string whose opening quote is next; gives it without quotes and backslashes. */
  String quotedString() throws MalformedSipException {
    position++;
    StringBuilder content = new StringBuilder();
    while (!atEnd()) {
      char c = text.charAt(position++);
      if (c == '"') {
        return content.toString();
      }
      if (c == '\\') {
        if (atEnd()) {
          break;
        }
        c = text.charAt(position++);
      }
      content.append(c);
    }
    throw refuse("a quoted string does not end");
  }

  String host() throws MalformedSipException {
    int start = position;
    if (peek() == '[') {
      int close = text.indexOf(']', position);
      position = close < 0 ? text.length() : close + 1;
    } else {
      until(" \t:;,?/=\"<>");
    }
    String host = text.substring(start, position);
    if (!Grammar.isHost(host)) {
      throw refuse("no host where one is expected");
    }
    return host;
  }

  OptionalInt port() throws MalformedSipException {
    if (!takeSeparator(':')) {
      return OptionalInt.empty();
    }
    int start = position;
    while (!atEnd() && Grammar.isDigit(text.charAt(position))) {
      position++;
    }
    long port = Grammar.number(text.substring(start, position), 65_535);
    if (port < 1) {
      throw refuse("a port is 1 to 65535");
    }
    return OptionalInt.of((int) port);
  }

  /** Reads {@code ;name=value} up to the end. */
  Parameters parameters() throws MalformedSipException {
    List<Parameters.Parameter> list = new ArrayList<>();
    Set<String> names = new HashSet<>();
    while (takeSeparator(';')) {
      String name = token("a parameter's name");
      if (!names.add(name.toLowerCase(Locale.ROOT))) {
        throw refuse("the parameter " + name + " stands twice");
      }
      list.add(new Parameters.Parameter(name, parameterValue()));
    }
    skipWhitespace();
    if (!atEnd()) {
      throw refuse("unexpected text at column " + (position + 1));
    }
    return Parameters.of(list);
  }

  private Optional<String> parameterValue() throws MalformedSipException {
    if (!takeSeparator('=')) {
      return Optional.empty();
    }
    if (peek() == '"') {
      return Optional.of(quotedString());
    }
    String value = until(" \t;,\"<>=");
    if (value.isEmpty()) {
      throw refuse("a parameter lacks its value");
    }
    return Optional.of(value);
  }
}
