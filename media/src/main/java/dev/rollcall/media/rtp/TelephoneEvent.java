package dev.rollcall.media.rtp;

import java.nio.ByteBuffer;

/**
 * The payload of one telephone event packet (RFC 4733 §2.3).
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |     event     |E|R| volume    |          duration             |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * </pre>
 */
public final class TelephoneEvent {
  /** Octets of one event's payload. */
  public static final int LENGTH = 4;

  private static final String KEYS = "0123456789*#ABCD";

  private TelephoneEvent() {}

  /** Whether {@code event} is one of the sixteen keys (RFC 4733 §3.2). */
  public static boolean isKey(int event) {
    return event >= 0 && event < KEYS.length();
  }

  /**
   * The key of an event, one of {@code 0123456789*#ABCD}.
   *
   * @throws IllegalArgumentException if it is not a key
   */
  public static char key(int event) {
    if (!isKey(event)) {
      throw new IllegalArgumentException("event " + event + " is not a key");
    }
    return KEYS.charAt(event);
  }

  /**
   * The event of a key.
   *
   * @throws IllegalArgumentException if {@code key} is not one of {@code 0123456789*#ABCD}
   */
  public static int event(char key) {
    int event = KEYS.indexOf(key);
    if (event < 0) {
      throw new IllegalArgumentException("there is no event for the key " + key);
    }
    return event;
  }

  /**
   * Writes a payload at {@code target}'s position.
   *
   * @param volume power level in −dBm0, 0 to 63
   * @param duration since the event's start, in units of the timestamp, 0 to 65535
   */
  public static void write(ByteBuffer target, int event, boolean end, int volume, int duration) {
    target.put((byte) event).put((byte) ((end ? 0x80 : 0) | (volume & 0x3f)));
    target.putShort((short) duration);
  }
}
