package dev.rollcall.sip.sdp;

import java.net.InetSocketAddress;
import java.util.OptionalInt;

/**
 * The audio stream two sides agreed on, as seen from ours.
 *
 * @param rtp where our packets go
 * @param rtcp where our control packets go
 * @param codec what is spoken both ways
 * @param payloadType the RTP payload type of the codec, 0 to 127
 * @param telephoneEventPayloadType the payload type of DTMF events (RFC 4733); empty when the other
 *     side does not take part in them
 * @param weMaySend false while the other side holds us or does not listen
 * @param weMayReceive false when the other side does not send
 */
public record RemoteAudio(
    InetSocketAddress rtp,
    InetSocketAddress rtcp,
    AudioCodec codec,
    int payloadType,
    OptionalInt telephoneEventPayloadType,
    boolean weMaySend,
    boolean weMayReceive) {}
