package dev.rollcall.sip.sdp;

import dev.rollcall.sip.sdp.SessionDescription.Attribute;
import dev.rollcall.sip.sdp.SessionDescription.Connection;
import dev.rollcall.sip.sdp.SessionDescription.Media;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one audio description of the other side: codecs, address, direction. */
final class AudioStream {
  private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
  private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:.]{2,45}");

  private final SessionDescription description;
  private final Media media;
  private final Map<Integer, String> encodings;

  /** A codec with the payload type it has in the description. */
  record Choice(AudioCodec codec, int payloadType) {}

  /** The description asks for what we cannot or will not do. */
  static final class UnusableException extends Exception {
    UnusableException(String reason) {
      super(reason);
    }
  }

  AudioStream(SessionDescription description, Media media) {
    this.description = description;
    this.media = media;
    this.encodings = encodings(media);
  }

  private static Map<Integer, String> encodings(Media media) {
    Map<Integer, String> encodings = new HashMap<>();
    for (AudioCodec codec : AudioCodec.values()) {
      encodings.put(codec.staticPayloadType(), codec.name() + "/8000");
    }
    Map<Integer, String> mapped = new HashMap<>();
    for (Attribute each : media.attributes()) {
      if (each.name().equals("rtpmap") && each.value().isPresent()) {
        String[] words = each.value().get().split("[ \t]+", 2);
        int payloadType = payloadType(words[0]);
        if (words.length == 2 && payloadType >= 0) {
          mapped.putIfAbsent(payloadType, words[1].strip().toUpperCase(Locale.ROOT));
        }
      }
    }
    encodings.putAll(mapped);
    return encodings;
  }

  private static int payloadType(String text) {
    if (text.isEmpty() || text.length() > 3 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return -1;
    }
    int value = Integer.parseInt(text);
    return value > 127 ? -1 : value;
  }

  /** The first of our codecs in the other side's order. */
  Choice choose(List<AudioCodec> ours) throws UnusableException {
    for (String format : media.formats()) {
      int payloadType = payloadType(format);
      String encoding = encodings.getOrDefault(payloadType, "");
      for (AudioCodec codec : ours) {
        if (encoding.equals(codec.name() + "/8000") || encoding.equals(codec.name() + "/8000/1")) {
          return new Choice(codec, payloadType);
        }
      }
    }
    throw new UnusableException("no codec in common");
  }

  /** The payload type of DTMF events at our clock rate. */
  OptionalInt telephoneEvent() {
    for (String format : media.formats()) {
      int payloadType = payloadType(format);
      String encoding = encodings.getOrDefault(payloadType, "");
      if (encoding.equals("TELEPHONE-EVENT/8000") || encoding.equals("TELEPHONE-EVENT/8000/1")) {
        return OptionalInt.of(payloadType);
      }
    }
    return OptionalInt.empty();
  }

  InetSocketAddress rtp() throws UnusableException {
    Optional<Connection> connection = media.connection().or(description::connection);
    if (connection.isEmpty()) {
      throw new UnusableException("no c= line");
    }
    return new InetSocketAddress(literal(connection.get().address()), media.port());
  }

  /** Where control packets go (RFC 3605): the port beside, unless an attribute says otherwise. */
  InetSocketAddress rtcp(InetSocketAddress rtp) throws UnusableException {
    String[] words = media.attribute("rtcp").orElse("").split("[ \t]+", -1);
    int port = port(words[0]);
    if (port < 0) {
      return new InetSocketAddress(rtp.getAddress(), Math.min(rtp.getPort() + 1, 65_535));
    }
    InetAddress address = words.length >= 4 ? literal(words[3]) : rtp.getAddress();
    return new InetSocketAddress(address, port);
  }

  private static int port(String text) {
    if (text.isEmpty() || text.length() > 5 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return -1;
    }
    int port = Integer.parseInt(text);
    return port == 0 || port > 65_535 ? -1 : port;
  }

  /**
   * Which ways the other side sends and listens; an all-zero address listens nowhere (RFC 2543
   * hold).
   */
  Direction direction(InetSocketAddress rtp) {
    Direction written = Direction.of(description, media);
    boolean listens = written.receives() && !rtp.getAddress().isAnyLocalAddress();
    return Direction.of(written.sends(), listens);
  }

  /** An address that is written as numbers: a name is refused, never looked up. */
  private static InetAddress literal(String text) throws UnusableException {
    InetAddress address = parseLiteral(text);
    if (address == null) {
      throw new UnusableException("an address that is not an IPv4 or IPv6 literal");
    }
    if (address.isMulticastAddress() || isBroadcast(address)) {
      throw new UnusableException("a multicast or broadcast address");
    }
    return address;
  }

  private static @Nullable InetAddress parseLiteral(String text) {
    boolean plausible =
        IPV4.matcher(text).matches() || (text.contains(":") && IPV6.matcher(text).matches());
    try {
      return plausible ? InetAddress.ofLiteral(text) : null;
    } catch (IllegalArgumentException notAnAddress) {
      return null;
    }
  }

  private static boolean isBroadcast(InetAddress address) {
    return address instanceof Inet4Address && address.hashCode() == -1;
  }
}
