package dev.rollcall.sip.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionDescriptionTest {
  private static final String FULL =
      """
      v=0
      o=jdoe 3724394400 3724394405 IN IP4 198.51.100.1
      s=Call to John Smith
      i=SDP Offer #1
      u=http://www.jdoe.example.com/home.html
      e=Jane Doe <jane@jdoe.example.com>
      p=+1 617 555-6011
      c=IN IP4 198.51.100.1
      b=AS:64
      t=0 0
      k=prompt
      a=recvonly
      m=audio 49170/2 RTP/AVP 0 96
      i=the audio
      c=IN IP4 198.51.100.2/127
      a=rtpmap:96 L8/8000
      m=video 51372 RTP/AVP 99
      a=rtpmap:99 h263-1998/90000
      """;

  private static SessionDescription parse(String text) throws MalformedSdpException {
    return SessionDescription.parse(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aFullDescription() throws MalformedSdpException {
    SessionDescription read = parse(FULL);

    assertThat(read.origin())
        .isEqualTo(
            new SessionDescription.Origin(
                "jdoe", "3724394400", "3724394405", "IP4", "198.51.100.1"));
    assertThat(read.name()).isEqualTo("Call to John Smith");
    assertThat(read.attributes()).containsExactly(SessionDescription.Attribute.flag("recvonly"));
    SessionDescription.Media audio = read.media().getFirst();
    assertThat(audio.port()).isEqualTo(49_170);
    assertThat(audio.formats()).isEqualTo(List.of("0", "96"));
    assertThat(audio.connection())
        .contains(new SessionDescription.Connection("IP4", "198.51.100.2"));
    assertThat(audio.attribute("rtpmap")).contains("96 L8/8000");
    assertThat(parse(read.toString())).isEqualTo(read);
    assertThat(parse(FULL.replace("\n", "\r\n") + "\r\n")).isEqualTo(read);
  }

  @Test
  void missingNameAndTimeAreForgiven() throws MalformedSdpException {
    SessionDescription read = parse("v=0\no=- 1 1 IN IP4 192.0.2.1\nm=audio 1 RTP/AVP 0");

    assertThat(read.name()).isEqualTo("-");
    assertThat(read.connection()).isEmpty();
    assertThat(read.media()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | 0",
        "hello | 1",
        "v=1 | 1",
        "'\nv=0' | 1",
        "'v=0\nv=0' | 2",
        "'v=0\ns=-' | 0",
        "'v=0\no=- 1 1 IN IP4' | 2",
        "'v=0\no=- x 1 IN IP4 h' | 2",
        "'v=0\no=- 1 1 ATM IP4 h' | 2",
        "'v=0\no=- 1 1 IN IP4 h\no=- 1 1 IN IP4 h' | 3",
        "'v=0\no=- 1 1 IN IP4 h\nc=IN IP4' | 3",
        "'v=0\no=- 1 1 IN IP4 h\nc=IN IP5 h' | 3",
        "'v=0\no=- 1 1 IN IP4 h\nm=audio 1 RTP/AVP' | 3",
        "'v=0\no=- 1 1 IN IP4 h\nm=audio 65536 RTP/AVP 0' | 3",
        "'v=0\no=- 1 1 IN IP4 h\nm=audio -1 RTP/AVP 0' | 3",
        "'v=0\no=- 1 1 IN IP4 h\nm =audio 1 RTP/AVP 0' | 3",
        "'v=0\no=- 1 1 IN IP4 h\na=:x' | 3",
        "'v=0\no=- 1 1 IN IP4 h\nX=1' | 3",
        "'v=0\no=- 1 1 IN IP4 h\ns=a\0b' | 3",
      })
  void unsound(String text, int line) {
    assertThatThrownBy(() -> parse(text))
        .isInstanceOfSatisfying(
            MalformedSdpException.class, refused -> assertThat(refused.line()).isEqualTo(line));
  }

  @Test
  void limits() {
    assertThatThrownBy(() -> parse(FULL + "m=audio 1 RTP/AVP 0\n".repeat(40)))
        .isInstanceOf(MalformedSdpException.class)
        .hasMessageContaining("media");
    assertThatThrownBy(() -> parse(FULL + "a=x\n".repeat(2_000)))
        .isInstanceOf(MalformedSdpException.class)
        .hasMessageContaining("lines");
  }

  @Property(tries = 1_000)
  void damagedDescriptionsAreTaken(
      @ForAll @Size(min = 1, max = 6) List<@IntRange(max = 10_000) Integer> places,
      @ForAll @Size(min = 6, max = 6) byte[] values) {
    byte[] damaged = FULL.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < places.size(); i++) {
      damaged[places.get(i) % damaged.length] = values[i];
    }
    take(damaged);
  }

  @Property(tries = 500)
  void anyBytesAreTaken(@ForAll @Size(max = 200) byte[] bytes) {
    take(bytes);
  }

  /** Reads, negotiates, and reads again what was written: no line may come from a value. */
  private static void take(byte[] bytes) {
    LocalAudio local = LocalAudio.of(InetAddress.ofLiteral("198.51.100.1"), 40_000, 1);
    try {
      SessionDescription read = SessionDescription.parse(bytes);
      assertThat(SessionDescription.parse(read.toBytes()).media()).hasSameSizeAs(read.media());
      if (AudioNegotiation.answer(read, local, Optional.empty())
          instanceof Negotiated.Agreed(SessionDescription ours, RemoteAudio audio)) {
        assertThat(SessionDescription.parse(ours.toBytes())).isEqualTo(ours);
        assertThat(ours.media()).hasSameSizeAs(read.media());
        assertThat(audio.rtp().isUnresolved()).isFalse();
      }
    } catch (MalformedSdpException refused) {
      assertThat(refused.getMessage()).isNotEmpty();
    }
  }
}
