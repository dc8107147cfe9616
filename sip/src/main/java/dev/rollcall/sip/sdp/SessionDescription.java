package dev.rollcall.sip.sdp;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * A session description (RFC 8866): the lines that matter for setting up media. Lines of other
 * types are passed over when reading.
 *
 * @param origin who wrote it, and which version of it this is
 * @param name the session's name, {@code -} for none
 * @param connection where media goes unless a media description says otherwise
 * @param attributes those before the first media description
 * @param media the media descriptions, in order
 */
public record SessionDescription(
    Origin origin,
    String name,
    Optional<Connection> connection,
    List<Attribute> attributes,
    List<Media> media) {

  public SessionDescription {
    attributes = List.copyOf(attributes);
    media = List.copyOf(media);
  }

  /**
   * The {@code o=} line.
   *
   * @param sessionId digits
   * @param version digits; rises with every changed description of the session
   * @param addressType {@code IP4} or {@code IP6}
   */
  public record Origin(
      String username, String sessionId, String version, String addressType, String address) {}

  /**
   * A {@code c=} line.
   *
   * @param addressType {@code IP4} or {@code IP6}
   * @param address as written, without a multicast time-to-live
   */
  public record Connection(String addressType, String address) {}

  /** An {@code a=} line: {@code name} or {@code name:value}. */
  public record Attribute(String name, Optional<String> value) {

    /** An attribute with a value. */
    public static Attribute of(String name, String value) {
      return new Attribute(name, Optional.of(value));
    }

    /** An attribute that is only a name. */
    public static Attribute flag(String name) {
      return new Attribute(name, Optional.empty());
    }
  }

  /**
   * An {@code m=} line and what follows it.
   *
   * @param kind {@code audio}, {@code video}, ...
   * @param port 0 to 65535; 0 refuses or ends the stream
   * @param protocol for example {@code RTP/AVP}
   * @param formats payload types or other names, at least one
   */
  public record Media(
      String kind,
      int port,
      String protocol,
      List<String> formats,
      Optional<Connection> connection,
      List<Attribute> attributes) {

    public Media {
      formats = List.copyOf(formats);
      attributes = List.copyOf(attributes);
    }

    /** The value of the first attribute with this name. */
    public Optional<String> attribute(String name) {
      return attributes.stream()
          .filter(each -> each.name().equals(name))
          .findFirst()
          .flatMap(Attribute::value);
    }
  }

  /**
   * Reads a session description. Lines may end in CRLF or LF; missing {@code s=} and {@code t=}
   * lines are forgiven.
   *
   * @throws MalformedSdpException for anything that cannot be a session description
   */
  public static SessionDescription parse(byte[] body) throws MalformedSdpException {
    return new SdpReader(new String(body, StandardCharsets.UTF_8)).read();
  }

  /** The description with another version in its origin. */
  SessionDescription withOrigin(String sessionId, String version) {
    Origin changed =
        new Origin(origin.username(), sessionId, version, origin.addressType(), origin.address());
    return new SessionDescription(changed, name, connection, attributes, media);
  }

  /** The description as it goes into a message. */
  public byte[] toBytes() {
    return toString().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(256).append("v=0\r\no=");
    text.append(origin.username()).append(' ').append(origin.sessionId()).append(' ');
    text.append(origin.version()).append(" IN ").append(origin.addressType()).append(' ');
    text.append(origin.address()).append("\r\ns=").append(name).append("\r\n");
    connection.ifPresent(each -> append(text, each));
    text.append("t=0 0\r\n");
    attributes.forEach(each -> append(text, each));
    for (Media each : media) {
      text.append("m=").append(each.kind()).append(' ').append(each.port()).append(' ');
      text.append(each.protocol());
      each.formats().forEach(format -> text.append(' ').append(format));
      text.append("\r\n");
      each.connection().ifPresent(there -> append(text, there));
      each.attributes().forEach(there -> append(text, there));
    }
    return text.toString();
  }

  private static void append(StringBuilder text, Connection connection) {
    text.append("c=IN ").append(connection.addressType()).append(' ');
    text.append(connection.address()).append("\r\n");
  }

  private static void append(StringBuilder text, Attribute attribute) {
    text.append("a=").append(attribute.name());
    attribute.value().ifPresent(value -> text.append(':').append(value));
    text.append("\r\n");
  }
}
