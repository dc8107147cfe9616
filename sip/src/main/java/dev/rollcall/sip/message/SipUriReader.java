package dev.rollcall.sip.message;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Reads a SIP URI. The user part is read liberally (phones dial {@code #31#} unescaped), all else
 * by the grammar of RFC 3261 section 25.1.
 */
final class SipUriReader {
  private final String text;

  private SipUriReader(String text) {
    this.text = text;
  }

  static SipUri read(String scheme, String afterScheme) throws MalformedSipException {
    return new SipUriReader(scheme + ":" + afterScheme)
        .read(scheme.equalsIgnoreCase("sips"), afterScheme);
  }

  private MalformedSipException refuse(String why) {
    return new MalformedSipException("URI", text, why);
  }

  private SipUri read(boolean secure, String afterScheme) throws MalformedSipException {
    for (int i = 0; i < afterScheme.length(); i++) {
      char c = afterScheme.charAt(i);
      if (Grammar.isControl(c) || c == ' ' || c == '<' || c == '>' || c == '"') {
        throw refuse("a character no URI may hold");
      }
    }
    if (!Grammar.hasSoundEscapes(afterScheme)) {
      throw refuse("a percent sign without two hex digits");
    }
    int at = afterScheme.indexOf('@');
    if (at != afterScheme.lastIndexOf('@')) {
      throw refuse("more than one @");
    }
    Optional<String> user = Optional.empty();
    Optional<String> password = Optional.empty();
    if (at == 0) {
      throw refuse("no user before the @");
    }
    if (at > 0) {
      String information = afterScheme.substring(0, at);
      int colon = information.indexOf(':');
      user = Optional.of(colon < 0 ? information : information.substring(0, colon));
      password = colon < 0 ? Optional.empty() : Optional.of(information.substring(colon + 1));
      if (user.get().isEmpty()) {
        throw refuse("no user before the password");
      }
    }
    String place = afterScheme.substring(at + 1);
    int question = place.indexOf('?');
    List<Map.Entry<String, String>> headers =
        question < 0 ? List.of() : headers(place.substring(question + 1));
    String beforeHeaders = question < 0 ? place : place.substring(0, question);
    int semicolon = beforeHeaders.indexOf(';');
    Parameters parameters =
        semicolon < 0 ? Parameters.NONE : parameters(beforeHeaders.substring(semicolon + 1));
    String hostAndPort = semicolon < 0 ? beforeHeaders : beforeHeaders.substring(0, semicolon);
    int portColon = hostAndPort.indexOf(':', hostAndPort.lastIndexOf(']') + 1);
    String host = portColon < 0 ? hostAndPort : hostAndPort.substring(0, portColon);
    if (!Grammar.isHost(host)) {
      throw refuse("not a host");
    }
    OptionalInt port =
        portColon < 0 ? OptionalInt.empty() : port(hostAndPort.substring(portColon + 1));
    return new SipUri(secure, user, password, host, port, parameters, headers);
  }

  private OptionalInt port(String digits) throws MalformedSipException {
    long port = Grammar.number(digits, 65_535);
    if (port < 1) {
      throw refuse("a port is 1 to 65535");
    }
    return OptionalInt.of((int) port);
  }

  private Parameters parameters(String after) throws MalformedSipException {
    List<Parameters.Parameter> list = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (String each : after.split(";", -1)) {
      int equals = each.indexOf('=');
      String name = equals < 0 ? each : each.substring(0, equals);
      if (name.isEmpty() || (equals >= 0 && equals == each.length() - 1)) {
        throw refuse("a parameter lacks its name or value");
      }
      if (!names.add(name.toLowerCase(Locale.ROOT))) {
        throw refuse("a parameter stands twice");
      }
      list.add(
          new Parameters.Parameter(
              name, equals < 0 ? Optional.empty() : Optional.of(each.substring(equals + 1))));
    }
    return Parameters.of(list);
  }

  private List<Map.Entry<String, String>> headers(String after) throws MalformedSipException {
    List<Map.Entry<String, String>> list = new ArrayList<>();
    for (String each : after.split("&", -1)) {
      int equals = each.indexOf('=');
      if (equals < 1) {
        throw refuse("a header in the URI lacks its name or its equals sign");
      }
      list.add(Map.entry(each.substring(0, equals), each.substring(equals + 1)));
    }
    return list;
  }
}
