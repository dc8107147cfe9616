package dev.rollcall.phone;

import dev.rollcall.sip.sdp.AudioCodec;
import dev.rollcall.sip.transport.Transport;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A call to be made.
 *
 * @param name the user and display name that the phone gives
 * @param server where SIP is spoken
 * @param room the user part of the address that is dialled
 * @param codec the one codec the phone speaks
 * @param headers further headers of the INVITE
 * @param offers whether the INVITE carries an offer; otherwise the server makes it
 */
public record Dialling(
    String name,
    InetSocketAddress server,
    Transport transport,
    String room,
    Voice voice,
    AudioCodec codec,
    Map<String, String> headers,
    boolean offers) {

  public Dialling {
    headers = Map.copyOf(headers);
  }

  /** An ordinary call over UDP in µ-law. */
  public static Dialling of(String name, InetSocketAddress server, String room, Voice voice) {
    return new Dialling(name, server, Transport.UDP, room, voice, AudioCodec.PCMU, Map.of(), true);
  }

  public Dialling over(Transport changed, InetSocketAddress address) {
    return new Dialling(name, address, changed, room, voice, codec, headers, offers);
  }

  public Dialling in(AudioCodec changed) {
    return new Dialling(name, server, transport, room, voice, changed, headers, offers);
  }

  /** The same with one more header of the INVITE. */
  public Dialling with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Dialling(name, server, transport, room, voice, codec, more, offers);
  }

  public Dialling withoutOffer() {
    return new Dialling(name, server, transport, room, voice, codec, headers, false);
  }
}
