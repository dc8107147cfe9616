package dev.rollcall.sip.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AudioNegotiationTest {
  private static final LocalAudio LOCAL =
      LocalAudio.of(InetAddress.ofLiteral("198.51.100.1"), 40_000, 77);

  private static final String HEAD =
      "v=0\no=- 1 1 IN IP4 192.0.2.5\ns=-\nc=IN IP4 192.0.2.5\nt=0 0\n";

  private static final String LINPHONE =
      """
      v=0
      o=alice 3421 2341 IN IP4 192.0.2.5
      s=Talk
      c=IN IP4 192.0.2.5
      t=0 0
      a=rtcp-xr:rcvr-rtt=all:10000 stat-summary=loss,dup,jitt,TTL voip-metrics
      a=record:off
      m=audio 7078 RTP/AVP 96 97 98 0 8 18 101 99 100
      a=rtpmap:96 opus/48000/2
      a=fmtp:96 useinbandfec=1
      a=rtpmap:97 speex/16000
      a=rtpmap:98 speex/8000
      a=fmtp:18 annexb=yes
      a=rtpmap:101 telephone-event/48000
      a=rtpmap:99 telephone-event/16000
      a=rtpmap:100 telephone-event/8000
      a=rtcp:7079
      a=rtcp-fb:* trr-int 5000
      """;

  private static final String ZOIPER =
      """
      v=0
      o=Z 0 110298 IN IP4 192.0.2.5
      s=Z
      c=IN IP4 192.0.2.5
      t=0 0
      m=audio 8000 RTP/AVP 3 106 8 0 97 98 112
      a=rtpmap:106 opus/48000/2
      a=sendrecv
      a=rtpmap:97 iLBC/8000
      a=fmtp:97 mode=20
      a=rtpmap:98 telephone-event/48000
      a=fmtp:98 0-16
      a=rtpmap:112 telephone-event/8000
      a=fmtp:112 0-16
      a=rtcp-mux
      """;

  private static final String CISCO =
      """
      v=0
      o=Cisco-SIPUA 24412 0 IN IP4 192.0.2.5
      s=SIP Call
      b=AS:4064
      t=0 0
      m=audio 20678 RTP/AVP 9 0 8 116 18 101
      c=IN IP4 192.0.2.6
      a=rtpmap:9 G722/8000
      a=rtpmap:0 PCMU/8000
      a=rtpmap:8 PCMA/8000
      a=rtpmap:116 iLBC/8000
      a=rtpmap:18 G729/8000
      a=fmtp:18 annexb=no
      a=rtpmap:101 telephone-event/8000
      a=fmtp:101 0-15
      a=sendrecv
      m=video 20680 RTP/AVP 97
      c=IN IP4 192.0.2.6
      a=rtpmap:97 H264/90000
      a=recvonly
      """;

  private static final String SIPP =
      """
      v=0
      o=user1 53655765 2353687637 IN IP4 192.0.2.5
      s=-
      c=IN IP4 192.0.2.5
      t=0 0
      m=audio 6000 RTP/AVP 0
      a=rtpmap:0 PCMU/8000
      """;

  private static final String ASTERISK =
      """
      v=0
      o=- 1852018456 1852018456 IN IP4 192.0.2.5
      s=Asterisk
      c=IN IP4 192.0.2.5
      t=0 0
      m=audio 13014 RTP/AVP 8 0 3 101
      a=rtpmap:8 PCMA/8000
      a=rtpmap:0 PCMU/8000
      a=rtpmap:3 GSM/8000
      a=rtpmap:101 telephone-event/8000
      a=fmtp:101 0-16
      a=ptime:20
      a=maxptime:150
      a=sendrecv
      """;

  private static SessionDescription sdp(String text) {
    try {
      return SessionDescription.parse(text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
    } catch (MalformedSdpException refused) {
      throw new AssertionError(refused);
    }
  }

  private static Negotiated answer(String offer) {
    return AudioNegotiation.answer(sdp(offer), LOCAL, Optional.empty());
  }

  private static Negotiated.Agreed agreed(String offer) {
    Negotiated result = answer(offer);
    assertThat(result).isInstanceOf(Negotiated.Agreed.class);
    return (Negotiated.Agreed) result;
  }

  private static RemoteAudio audio(
      String host, int port, AudioCodec codec, int payloadType, OptionalInt events) {
    return new RemoteAudio(
        new InetSocketAddress(InetAddress.ofLiteral(host), port),
        new InetSocketAddress(InetAddress.ofLiteral(host), port + 1),
        codec,
        payloadType,
        events,
        true,
        true);
  }

  @Test
  void realPhones() {
    assertThat(agreed(LINPHONE).audio())
        .isEqualTo(audio("192.0.2.5", 7078, AudioCodec.PCMU, 0, OptionalInt.of(100)));
    assertThat(agreed(ZOIPER).audio())
        .isEqualTo(audio("192.0.2.5", 8000, AudioCodec.PCMA, 8, OptionalInt.of(112)));
    assertThat(agreed(CISCO).audio())
        .isEqualTo(audio("192.0.2.6", 20_678, AudioCodec.PCMU, 0, OptionalInt.of(101)));
    assertThat(agreed(SIPP).audio())
        .isEqualTo(audio("192.0.2.5", 6000, AudioCodec.PCMU, 0, OptionalInt.empty()));
    assertThat(agreed(ASTERISK).audio())
        .isEqualTo(audio("192.0.2.5", 13_014, AudioCodec.PCMA, 8, OptionalInt.of(101)));
  }

  @Test
  void theAnswerInFull() {
    assertThat(agreed(CISCO).ours().toString())
        .isEqualTo(
            """
            v=0
            o=- 77 1 IN IP4 198.51.100.1
            s=-
            c=IN IP4 198.51.100.1
            t=0 0
            m=audio 40000 RTP/AVP 0 101
            a=rtpmap:0 PCMU/8000
            a=rtpmap:101 telephone-event/8000
            a=fmtp:101 0-15
            a=ptime:20
            a=sendrecv
            m=video 0 RTP/AVP 97
            """
                .replace("\n", "\r\n"));
    assertThat(agreed(ZOIPER).ours().toString()).doesNotContain("rtcp-mux");
  }

  @Test
  void payloadTypesAreTheOfferers() {
    RemoteAudio audio =
        agreed(
                HEAD
                    + "m=audio 9 RTP/AVP 0 111 112\n"
                    + "a=rtpmap:0 G729/8000\n"
                    + "a=rtpmap:111 pcma/8000/1\n"
                    + "a=rtpmap:112 Telephone-Event/8000\n")
            .audio();

    assertThat(audio.codec()).isEqualTo(AudioCodec.PCMA);
    assertThat(audio.payloadType()).isEqualTo(111);
    assertThat(audio.telephoneEventPayloadType()).hasValue(112);
  }

  @Test
  void everyStreamIsAnsweredAndOnlyOneIsTaken() {
    SessionDescription ours =
        agreed(
                HEAD
                    + "m=image 5000 udptl t38\nm=audio 5002 RTP/SAVP 0\nm=audio 0 RTP/AVP 0\n"
                    + "m=audio 5004 RTP/AVP 8\nm=audio 5006 RTP/AVP 0\nm=message 9 TCP/MSRP *\n")
            .ours();

    assertThat(ours.media())
        .extracting(SessionDescription.Media::port)
        .containsExactly(0, 0, 0, 40_000, 0, 0);
    assertThat(ours.media())
        .extracting(SessionDescription.Media::protocol)
        .containsExactly("udptl", "RTP/SAVP", "RTP/AVP", "RTP/AVP", "RTP/AVP", "TCP/MSRP");
    assertThat(ours.media().getLast().formats()).containsExactly("*");
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.5, sendrecv, sendrecv, true,  true",
    "192.0.2.5, sendonly, recvonly, false, true",
    "192.0.2.5, recvonly, sendonly, true,  false",
    "192.0.2.5, inactive, inactive, false, false",
    "0.0.0.0,   sendrecv, recvonly, false, true",
    "0.0.0.0,   sendonly, recvonly, false, true",
    "0.0.0.0,   recvonly, inactive, false, false",
    "0.0.0.0,   inactive, inactive, false, false",
  })
  void holdInAllItsForms(
      String address, String offered, String answered, boolean weMaySend, boolean weMayReceive) {
    String media = "c=IN IP4 " + address + "\nm=audio 6000 RTP/AVP 0\n";
    String head = "v=0\no=- 1 1 IN IP4 192.0.2.5\ns=-\nt=0 0\n";
    Negotiated.Agreed ofMedia = agreed(head + media + "a=" + offered + "\n");
    Negotiated.Agreed ofSession = agreed(head + "a=" + offered + "\n" + media);

    for (Negotiated.Agreed each : List.of(ofMedia, ofSession)) {
      assertThat(each.audio().weMaySend()).isEqualTo(weMaySend);
      assertThat(each.audio().weMayReceive()).isEqualTo(weMayReceive);
      assertThat(each.ours().toString()).contains("a=" + answered + "\r\n");
    }
  }

  @Test
  void controlPacketsGoWhereTheyAreWanted() {
    assertThat(agreed(HEAD + "m=audio 6000 RTP/AVP 0\na=rtcp:7001\n").audio().rtcp().getPort())
        .isEqualTo(7001);
    assertThat(
            agreed(HEAD + "m=audio 6000 RTP/AVP 0\na=rtcp:7001 IN IP4 192.0.2.8\n").audio().rtcp())
        .isEqualTo(new InetSocketAddress(InetAddress.ofLiteral("192.0.2.8"), 7001));
    assertThat(agreed(HEAD + "m=audio 6000 RTP/AVP 0\na=rtcp:x\n").audio().rtcp().getPort())
        .isEqualTo(6001);
    assertThat(agreed(HEAD + "m=audio 65535 RTP/AVP 0\n").audio().rtcp().getPort())
        .isEqualTo(65_535);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "m=video 6000 RTP/AVP 0",
        "m=audio 0 RTP/AVP 0",
        "m=audio 6000 RTP/AVP 9 18\na=rtpmap:18 G729/8000",
        "m=audio 6000 RTP/AVP 101\na=rtpmap:101 telephone-event/8000",
        "m=audio 6000 RTP/SAVP 0",
        "m=audio 6000 UDP/TLS/RTP/SAVPF 0",
        "m=audio 6000 RTP/AVPF 0",
        "m=audio 6000 RTP/AVP 0\nc=IN IP4 pc.example.com",
        "m=audio 6000 RTP/AVP 0\nc=IN IP4 localhost",
        "m=audio 6000 RTP/AVP 0\nc=IN IP4 127.1",
        "m=audio 6000 RTP/AVP 0\nc=IN IP4 256.0.0.1",
        "m=audio 6000 RTP/AVP 0\nc=IN IP4 224.2.1.1/127",
        "m=audio 6000 RTP/AVP 0\nc=IN IP4 255.255.255.255",
        "m=audio 6000 RTP/AVP 0\nc=IN IP6 2001:db8::1",
        "m=audio 6000 RTP/AVP 0\na=rtcp:7000 IN IP4 224.2.1.1",
        "m=audio 6000 RTP/AVP 96\na=rtpmap:96 PCMU/16000",
        "m=audio 6000 RTP/AVP 128 -1 99999999999 x",
        "",
      })
  void whatWeCannotDoIsRefused(String media) {
    Negotiated result = answer(HEAD + media + "\n");

    assertThat(result).isInstanceOf(Negotiated.Refused.class);
    assertThat(((Negotiated.Refused) result).reason()).isNotEmpty();
  }

  @Test
  void ipv6() {
    LocalAudio local = LocalAudio.of(InetAddress.ofLiteral("2001:db8::7"), 40_000, 1);
    String offer = SIPP.replace("IP4", "IP6").replace("192.0.2.5", "2001:db8::1");
    Negotiated result = AudioNegotiation.answer(sdp(offer), local, Optional.empty());

    assertThat(((Negotiated.Agreed) result).audio().rtp())
        .isEqualTo(new InetSocketAddress(InetAddress.ofLiteral("2001:db8::1"), 6000));
    assertThat(((Negotiated.Agreed) result).ours().toString())
        .contains("c=IN IP6 2001:db8:0:0:0:0:0:7\r\n");
  }

  @Test
  void weOfferAndTheyAnswer() {
    SessionDescription offer = AudioNegotiation.offer(LOCAL, Optional.empty());
    assertThat(offer.media().getFirst().formats()).containsExactly("0", "8", "101");
    LocalAudio remote = LocalAudio.of(InetAddress.ofLiteral("198.51.100.2"), 50_000, 5);
    Negotiated.Agreed theirs =
        (Negotiated.Agreed) AudioNegotiation.answer(offer, remote, Optional.empty());

    Negotiated ours = AudioNegotiation.accept(offer, theirs.ours(), LOCAL);

    assertThat(ours)
        .isEqualTo(
            new Negotiated.Agreed(
                offer, audio("198.51.100.2", 50_000, AudioCodec.PCMU, 0, OptionalInt.of(101))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "m=audio 0 RTP/AVP 0\n",
        "m=video 6000 RTP/AVP 0\n",
        "m=audio 6000 RTP/AVP 18\n",
        "m=audio 6000 RTP/AVP 0\nm=audio 6002 RTP/AVP 0\n"
      })
  void answersThatAreNone(String media) {
    SessionDescription offer = AudioNegotiation.offer(LOCAL, Optional.empty());

    assertThat(AudioNegotiation.accept(offer, sdp(HEAD + media), LOCAL))
        .isInstanceOf(Negotiated.Refused.class);
  }

  @Test
  void theVersionRisesWithEveryChangeOnly() {
    SessionDescription first = agreed(SIPP).ours();
    SessionDescription same =
        ((Negotiated.Agreed) AudioNegotiation.answer(sdp(SIPP), LOCAL, Optional.of(first))).ours();
    SessionDescription held =
        ((Negotiated.Agreed)
                AudioNegotiation.answer(sdp(SIPP + "a=sendonly\n"), LOCAL, Optional.of(same)))
            .ours();
    SessionDescription offered = AudioNegotiation.offer(LOCAL, Optional.of(held));

    assertThat(same).isEqualTo(first);
    assertThat(List.of(first, held, offered))
        .extracting(each -> each.origin().version())
        .containsExactly("1", "2", "3");
    assertThat(List.of(first, held, offered))
        .extracting(each -> each.origin().sessionId())
        .containsOnly("77");
  }

  @Test
  void anOfferKeepsThePlacesOfRefusedStreams() {
    SessionDescription before =
        agreed(HEAD + "m=video 5000 RTP/AVP 97\nm=audio 6000 RTP/AVP 0\n").ours();

    SessionDescription offer = AudioNegotiation.offer(LOCAL, Optional.of(before));

    assertThat(offer.media())
        .extracting(SessionDescription.Media::kind)
        .containsExactly("video", "audio");
    assertThat(offer.media()).extracting(SessionDescription.Media::port).containsExactly(0, 40_000);
  }
}
