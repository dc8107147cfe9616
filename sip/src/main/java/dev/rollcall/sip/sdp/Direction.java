package dev.rollcall.sip.sdp;

import dev.rollcall.sip.sdp.SessionDescription.Attribute;
import dev.rollcall.sip.sdp.SessionDescription.Media;
import java.util.List;
import java.util.Optional;

/**
 * Which ways a stream flows, as the side that wrote the description sees it (RFC 8866 section 6.7).
 */
enum Direction {
  SENDRECV(true, true),
  SENDONLY(true, false),
  RECVONLY(false, true),
  INACTIVE(false, false);

  private final boolean sends;
  private final boolean receives;

  Direction(boolean sends, boolean receives) {
    this.sends = sends;
    this.receives = receives;
  }

  boolean sends() {
    return sends;
  }

  boolean receives() {
    return receives;
  }

  static Direction of(boolean sends, boolean receives) {
    if (sends) {
      return receives ? SENDRECV : SENDONLY;
    }
    return receives ? RECVONLY : INACTIVE;
  }

  /** The same stream as the other side sees it. */
  Direction reversed() {
    return of(receives, sends);
  }

  String attributeName() {
    return switch (this) {
      case SENDRECV -> "sendrecv";
      case SENDONLY -> "sendonly";
      case RECVONLY -> "recvonly";
      case INACTIVE -> "inactive";
    };
  }

  /** The stream's own direction, else the session's, else both ways. */
  static Direction of(SessionDescription description, Media media) {
    return in(media.attributes()).or(() -> in(description.attributes())).orElse(SENDRECV);
  }

  private static Optional<Direction> in(List<Attribute> attributes) {
    for (Attribute each : attributes) {
      for (Direction direction : values()) {
        if (each.name().equals(direction.attributeName()) && each.value().isEmpty()) {
          return Optional.of(direction);
        }
      }
    }
    return Optional.empty();
  }
}
