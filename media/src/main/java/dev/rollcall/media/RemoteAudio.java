package dev.rollcall.media;

import dev.rollcall.media.codec.Codec;
import java.net.InetSocketAddress;
import java.util.OptionalInt;

/**
 * What the far end of a leg wants, as signalling agreed on it.
 *
 * @param rtpAddress where it expects RTP; nothing is sent to port 0 or to the unspecified address
 *     before a packet has shown where it really is
 * @param rtcpAddress where it expects RTCP, on the same terms
 * @param codec the codec in both directions
 * @param payloadType the payload type that stands for the codec, 0 to 127
 * @param telephoneEventPayloadType the payload type of telephone events, if they were agreed on
 * @param weMaySend whether RTP may be sent to it; RTCP always is
 * @param weMayReceive whether its audio is listened to; its packets are signs of life in any case
 */
public record RemoteAudio(
    InetSocketAddress rtpAddress,
    InetSocketAddress rtcpAddress,
    Codec codec,
    int payloadType,
    OptionalInt telephoneEventPayloadType,
    boolean weMaySend,
    boolean weMayReceive) {
  /**
   * Checks what can be checked.
   *
   * @throws IllegalArgumentException if an address is a name not looked up, or a payload type is
   *     out of its range
   */
  public RemoteAudio {
    if (rtpAddress.isUnresolved() || rtcpAddress.isUnresolved()) {
      throw new IllegalArgumentException("addresses must be looked up before audio is configured");
    }
    checkPayloadType(payloadType);
    telephoneEventPayloadType.ifPresent(RemoteAudio::checkPayloadType);
  }

  private static void checkPayloadType(int payloadType) {
    if (payloadType < 0 || payloadType > 127) {
      throw new IllegalArgumentException("there is no payload type " + payloadType);
    }
  }
}
