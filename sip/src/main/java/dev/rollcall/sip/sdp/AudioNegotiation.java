package dev.rollcall.sip.sdp;

import dev.rollcall.sip.sdp.AudioStream.Choice;
import dev.rollcall.sip.sdp.AudioStream.UnusableException;
import dev.rollcall.sip.sdp.SessionDescription.Attribute;
import dev.rollcall.sip.sdp.SessionDescription.Connection;
import dev.rollcall.sip.sdp.SessionDescription.Media;
import dev.rollcall.sip.sdp.SessionDescription.Origin;
import java.math.BigInteger;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The offer/answer model of RFC 3264 for one stream of G.711 audio. Each description of ours is
 * made from the one we sent before in the same call, if any: the session keeps its id, and its
 * version rises by one when something changed (section 8).
 */
public final class AudioNegotiation {
  /** The payload type under which we offer DTMF events. */
  public static final int TELEPHONE_EVENT_PAYLOAD_TYPE = 101;

  private static final String PROTOCOL = "RTP/AVP";
  private static final int PACKET_MILLISECONDS = 20;

  private AudioNegotiation() {}

  /**
   * Answers an offer: the first audio stream we can take is taken, with the first of its codecs
   * that we speak; all others are refused with port 0.
   *
   * @param previous our last description in this call
   */
  public static Negotiated answer(
      SessionDescription offer, LocalAudio local, Optional<SessionDescription> previous) {
    List<Media> answered = new ArrayList<>(offer.media().size());
    Optional<RemoteAudio> taken = Optional.empty();
    String reason = "no audio is offered";
    for (Media media : offer.media()) {
      if (taken.isEmpty() && media.kind().equals("audio") && media.port() != 0) {
        try {
          RemoteAudio audio = read(offer, media, local);
          taken = Optional.of(audio);
          answered.add(answerTo(audio, local));
          continue;
        } catch (UnusableException refused) {
          reason = String.valueOf(refused.getMessage());
        }
      }
      answered.add(refusalOf(media));
    }
    if (taken.isEmpty()) {
      return new Negotiated.Refused(reason);
    }
    SessionDescription ours = revise(describe(local, answered), previous);
    return new Negotiated.Agreed(ours, taken.get());
  }

  /**
   * An offer of our own: all our codecs, both ways.
   *
   * @param previous our last description in this call; streams beyond the audio one stay refused in
   *     it
   */
  public static SessionDescription offer(LocalAudio local, Optional<SessionDescription> previous) {
    List<Media> offered = new ArrayList<>();
    boolean placed = false;
    for (Media before : previous.map(SessionDescription::media).orElse(List.of())) {
      if (!placed && before.kind().equals("audio") && before.port() != 0) {
        offered.add(offered(local));
        placed = true;
      } else {
        offered.add(refusalOf(before));
      }
    }
    if (!placed) {
      offered.add(offered(local));
    }
    return revise(describe(local, offered), previous);
  }

  /** Reads the answer to an offer of ours. */
  public static Negotiated accept(
      SessionDescription ourOffer, SessionDescription theirAnswer, LocalAudio local) {
    if (theirAnswer.media().size() != ourOffer.media().size()) {
      return new Negotiated.Refused("the answer has not as many streams as the offer");
    }
    for (int i = 0; i < ourOffer.media().size(); i++) {
      if (ourOffer.media().get(i).port() != 0) {
        Media media = theirAnswer.media().get(i);
        if (!media.kind().equals("audio") || media.port() == 0) {
          return new Negotiated.Refused("the audio stream is refused");
        }
        try {
          return new Negotiated.Agreed(ourOffer, read(theirAnswer, media, local));
        } catch (UnusableException refused) {
          return new Negotiated.Refused(String.valueOf(refused.getMessage()));
        }
      }
    }
    return new Negotiated.Refused("no audio was offered");
  }

  private static RemoteAudio read(SessionDescription theirs, Media media, LocalAudio local)
      throws UnusableException {
    if (!media.protocol().equals(PROTOCOL)) {
      throw new UnusableException("a transport other than " + PROTOCOL);
    }
    AudioStream stream = new AudioStream(theirs, media);
    Choice choice = stream.choose(local.codecs());
    InetSocketAddress rtp = stream.rtp();
    InetSocketAddress rtcp = stream.rtcp(rtp);
    boolean sameFamily =
        rtp.getAddress() instanceof Inet4Address == local.address() instanceof Inet4Address;
    if (!sameFamily) {
      throw new UnusableException("an address of another IP version than ours");
    }
    Direction theirDirection = stream.direction(rtp);
    OptionalInt events = local.telephoneEvents() ? stream.telephoneEvent() : OptionalInt.empty();
    return new RemoteAudio(
        rtp,
        rtcp,
        choice.codec(),
        choice.payloadType(),
        events,
        theirDirection.receives(),
        theirDirection.sends());
  }

  private static Media answerTo(RemoteAudio audio, LocalAudio local) {
    Direction ours = Direction.of(audio.weMaySend(), audio.weMayReceive());
    return audioMedia(
        local.rtpPort(),
        List.of(new Choice(audio.codec(), audio.payloadType())),
        audio.telephoneEventPayloadType(),
        ours);
  }

  private static Media offered(LocalAudio local) {
    List<Choice> choices =
        local.codecs().stream().map(each -> new Choice(each, each.staticPayloadType())).toList();
    OptionalInt events =
        local.telephoneEvents()
            ? OptionalInt.of(TELEPHONE_EVENT_PAYLOAD_TYPE)
            : OptionalInt.empty();
    return audioMedia(local.rtpPort(), choices, events, Direction.SENDRECV);
  }

  private static Media audioMedia(
      int port, List<Choice> choices, OptionalInt events, Direction direction) {
    List<String> formats = new ArrayList<>();
    List<Attribute> attributes = new ArrayList<>();
    for (Choice each : choices) {
      formats.add(Integer.toString(each.payloadType()));
      attributes.add(
          Attribute.of("rtpmap", each.payloadType() + " " + each.codec().name() + "/8000"));
    }
    if (events.isPresent()) {
      int payloadType = events.getAsInt();
      formats.add(Integer.toString(payloadType));
      attributes.add(Attribute.of("rtpmap", payloadType + " telephone-event/8000"));
      attributes.add(Attribute.of("fmtp", payloadType + " 0-15"));
    }
    attributes.add(Attribute.of("ptime", Integer.toString(PACKET_MILLISECONDS)));
    attributes.add(Attribute.flag(direction.attributeName()));
    return new Media("audio", port, PROTOCOL, formats, Optional.empty(), attributes);
  }

  private static Media refusalOf(Media media) {
    return new Media(
        media.kind(), 0, media.protocol(), media.formats(), Optional.empty(), List.of());
  }

  private static SessionDescription describe(LocalAudio local, List<Media> media) {
    InetAddress address = local.address();
    String type = address instanceof Inet4Address ? "IP4" : "IP6";
    String written = address.getHostAddress();
    int zone = written.indexOf('%');
    String literal = zone < 0 ? written : written.substring(0, zone);
    return new SessionDescription(
        new Origin("-", Long.toString(local.sessionId()), "1", type, literal),
        "-",
        Optional.of(new Connection(type, literal)),
        List.of(),
        media);
  }

  private static SessionDescription revise(
      SessionDescription made, Optional<SessionDescription> previous) {
    if (previous.isEmpty()) {
      return made;
    }
    Origin before = previous.get().origin();
    SessionDescription same = made.withOrigin(before.sessionId(), before.version());
    if (same.equals(previous.get())) {
      return same;
    }
    BigInteger next = new BigInteger(before.version()).add(BigInteger.ONE);
    return made.withOrigin(before.sessionId(), next.toString());
  }
}
