package dev.rollcall.sip.sdp;

import dev.rollcall.sip.sdp.SessionDescription.Attribute;
import dev.rollcall.sip.sdp.SessionDescription.Connection;
import dev.rollcall.sip.sdp.SessionDescription.Media;
import dev.rollcall.sip.sdp.SessionDescription.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a session description line by line. */
final class SdpReader {
  private static final int MOST_LINES = 1_000;
  private static final int MOST_MEDIA = 32;

  private final String text;
  private int lineNumber;

  private @Nullable Origin origin;
  private String name = "-";
  private @Nullable Connection connection;
  private final List<Attribute> attributes = new ArrayList<>();
  private final List<Media> media = new ArrayList<>();

  private @Nullable MediaLine current;
  private @Nullable Connection currentConnection;
  private List<Attribute> currentAttributes = new ArrayList<>();

  private record MediaLine(String kind, int port, String protocol, List<String> formats) {}

  SdpReader(String text) {
    this.text = text;
  }

  private MalformedSdpException refuse(String reason) {
    return new MalformedSdpException(lineNumber, reason);
  }

  SessionDescription read() throws MalformedSdpException {
    int position = 0;
    while (position < text.length()) {
      int feed = text.indexOf('\n', position);
      int end = feed < 0 ? text.length() : feed;
      String line = text.substring(position, end).stripTrailing();
      position = end + 1;
      if (++lineNumber > MOST_LINES) {
        throw refuse("more than " + MOST_LINES + " lines");
      }
      if (!line.isEmpty()) {
        line(line);
      } else if (lineNumber == 1) {
        throw refuse("does not start with v=0");
      }
    }
    endMedia();
    if (origin == null) {
      throw new MalformedSdpException(0, "no o= line");
    }
    return new SessionDescription(origin, name, Optional.ofNullable(connection), attributes, media);
  }

  private void line(String line) throws MalformedSdpException {
    if (line.length() < 2 || line.charAt(1) != '=') {
      throw refuse("not type=value");
    }
    for (int i = 0; i < line.length(); i++) {
      if (line.charAt(i) < ' ' && line.charAt(i) != '\t') {
        throw refuse("a control character");
      }
    }
    String value = line.substring(2);
    if (lineNumber == 1 && !line.equals("v=0")) {
      throw refuse("does not start with v=0");
    }
    switch (line.charAt(0)) {
      case 'v' -> {
        if (lineNumber != 1) {
          throw refuse("a second v= line");
        }
      }
      case 'o' -> origin(value);
      case 's' -> {
        if (current == null) {
          name = value.isBlank() ? "-" : value;
        }
      }
      case 'c' -> connection(value);
      case 'a' -> attribute(value);
      case 'm' -> media(value);
      default -> {
        if (line.charAt(0) < 'a' || line.charAt(0) > 'z') {
          throw refuse("a line's type is a small letter");
        }
      }
    }
  }

  private String[] words(String value, int least) throws MalformedSdpException {
    String[] words = value.strip().split("[ \t]+", -1);
    if (words.length < least || words[0].isEmpty()) {
      throw refuse("fewer than " + least + " words");
    }
    return words;
  }

  private void origin(String value) throws MalformedSdpException {
    String[] words = words(value, 6);
    if (origin != null) {
      throw refuse("a second o= line");
    }
    if (!isNumber(words[1]) || !isNumber(words[2])) {
      throw refuse("session id and version are numbers");
    }
    if (!words[3].equals("IN")) {
      throw refuse("a network other than IN");
    }
    origin = new Origin(words[0], words[1], words[2], words[4], words[5]);
  }

  private static boolean isNumber(String text) {
    return text.length() <= 40 && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private void connection(String value) throws MalformedSdpException {
    String[] words = words(value, 3);
    if (!words[0].equals("IN")) {
      throw refuse("a network other than IN");
    }
    if (!words[1].equals("IP4") && !words[1].equals("IP6")) {
      throw refuse("an address that is neither IP4 nor IP6");
    }
    int slash = words[2].indexOf('/');
    Connection read = new Connection(words[1], slash < 0 ? words[2] : words[2].substring(0, slash));
    if (current == null) {
      connection = read;
    } else if (currentConnection == null) {
      currentConnection = read;
    }
  }

  private void attribute(String value) throws MalformedSdpException {
    int colon = value.indexOf(':');
    String attributeName = (colon < 0 ? value : value.substring(0, colon)).strip();
    if (attributeName.isEmpty()) {
      throw refuse("an attribute without a name");
    }
    Optional<String> attributeValue =
        colon < 0 ? Optional.empty() : Optional.of(value.substring(colon + 1).strip());
    (current == null ? attributes : currentAttributes)
        .add(new Attribute(attributeName, attributeValue));
  }

  private void media(String value) throws MalformedSdpException {
    String[] words = words(value, 4);
    endMedia();
    if (media.size() == MOST_MEDIA) {
      throw refuse("more than " + MOST_MEDIA + " media descriptions");
    }
    int slash = words[1].indexOf('/');
    String port = slash < 0 ? words[1] : words[1].substring(0, slash);
    if (port.isEmpty() || port.length() > 5 || !isNumber(port) || Integer.parseInt(port) > 65_535) {
      throw refuse("not a port");
    }
    current =
        new MediaLine(
            words[0], Integer.parseInt(port), words[2], List.of(words).subList(3, words.length));
  }

  private void endMedia() {
    if (current != null) {
      media.add(
          new Media(
              current.kind(),
              current.port(),
              current.protocol(),
              current.formats(),
              Optional.ofNullable(currentConnection),
              currentAttributes));
    }
    current = null;
    currentConnection = null;
    currentAttributes = new ArrayList<>();
  }
}
