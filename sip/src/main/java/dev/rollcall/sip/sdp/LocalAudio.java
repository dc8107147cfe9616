package dev.rollcall.sip.sdp;

import java.net.InetAddress;
import java.util.List;

/**
 * What we can do for one call.
 *
 * @param address where we take media; not a wildcard
 * @param rtpPort our RTP port, 1 to 65534; control packets come to the next one
 * @param codecs what we speak, in the order we prefer when we offer
 * @param telephoneEvents whether we take DTMF as events (RFC 4733)
 * @param sessionId identifies our side's descriptions of this call, 0 or more
 */
public record LocalAudio(
    InetAddress address,
    int rtpPort,
    List<AudioCodec> codecs,
    boolean telephoneEvents,
    long sessionId) {

  public LocalAudio {
    codecs = List.copyOf(codecs);
    if (address.isAnyLocalAddress() || rtpPort < 1 || rtpPort > 65_534 || sessionId < 0) {
      throw new IllegalArgumentException("not an address and port media can be sent to");
    }
    if (codecs.isEmpty()) {
      throw new IllegalArgumentException("no codec");
    }
  }

  /** Both G.711 codecs, mu-law first, and DTMF events. */
  public static LocalAudio of(InetAddress address, int rtpPort, long sessionId) {
    return new LocalAudio(
        address, rtpPort, List.of(AudioCodec.PCMU, AudioCodec.PCMA), true, sessionId);
  }
}
