package dev.rollcall.sip.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SipMessageTest {
  private static final String INVITE =
      """
      INVITE sip:bob@biloxi.example SIP/2.0
      Via: SIP/2.0/UDP pc33.atlanta.example:5066;branch=z9hG4bK776;rport, SIP/2.0/TCP b.example
      Record-Route: <sip:p2.example;lr>, "a, b" <sip:p1.example;lr>
      Max-Forwards: 70
      From: Alice <sip:alice@atlanta.example>;tag=1928301774
      To: Bob <sip:bob@biloxi.example>
      Call-ID: a84b4c76e66710
      CSeq: 314159 INVITE
      k: timer, 100rel,
      Authorization: Digest username="alice", response="deadbeef"
      Timestamp: 54
      Content-Length: 0

      """;

  private static byte[] bytes(String text) {
    return text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
  }

  private static SipRequest invite() {
    return (SipRequest) ((ParseResult.Parsed) SipParser.parse(bytes(INVITE))).message();
  }

  @Test
  void headersAreFoundByAnyName() throws MalformedSipException {
    SipHeaders headers = invite().headers();

    assertThat(headers.vias()).hasSize(2);
    assertThat(headers.recordRoutes())
        .extracting(a -> a.uri().encoded())
        .containsExactly("sip:p2.example;lr", "sip:p1.example;lr");
    assertThat(headers.supported()).containsExactly("timer", "100rel");
    assertThat(headers.first("K")).isEqualTo(headers.first("SUPPORTED")).isPresent();
    assertThat(headers.contains("Content-Length")).isFalse();
  }

  @Test
  void derivingKeepsTheOrder() {
    SipRequest noted = invite().withVia(invite().via().withReceived("192.0.2.9").withRport(4040));

    assertThat(noted.headers().all("Via"))
        .containsExactly(
            "SIP/2.0/UDP pc33.atlanta.example:5066;branch=z9hG4bK776;rport=4040;received=192.0.2.9",
            "SIP/2.0/TCP b.example");
    assertThat(noted.headers().list().getFirst().name()).isEqualTo("Via");
    assertThat(noted.headers().withoutFirst("Via").all("v"))
        .containsExactly("SIP/2.0/TCP b.example");
    assertThat(invite().headers().without("Via").contains("v")).isFalse();
    assertThat(invite().headers().prepending("Via", "SIP/2.0/UDP c.example").first("Via"))
        .contains("SIP/2.0/UDP c.example");
    assertThat(invite().headers().adding("Via", "SIP/2.0/UDP c.example").all("Via")).hasSize(3);
  }

  @Test
  void anAnswerRepeatsWhatItMust() {
    SipResponse ringing = SipResponse.answering(invite(), SipStatus.RINGING, "314");

    assertThat(new String(ringing.toBytes(), StandardCharsets.UTF_8))
        .isEqualTo(
            """
            SIP/2.0 180 Ringing
            Via: SIP/2.0/UDP pc33.atlanta.example:5066;branch=z9hG4bK776;rport
            Via: SIP/2.0/TCP b.example
            Record-Route: <sip:p2.example;lr>
            Record-Route: "a, b" <sip:p1.example;lr>
            From: Alice <sip:alice@atlanta.example>;tag=1928301774
            To: "Bob" <sip:bob@biloxi.example>;tag=314
            Call-ID: a84b4c76e66710
            CSeq: 314159 INVITE
            Content-Length: 0

            """
                .replace("\n", "\r\n"));
    assertThat(
            SipResponse.answering(invite(), SipStatus.BUSY_HERE, "1")
                .headers()
                .contains("Record-Route"))
        .isFalse();
    SipResponse trying = SipResponse.trying(invite());
    assertThat(trying.toTag()).isEmpty();
    assertThat(trying.headers().first("Timestamp")).contains("54");
  }

  @Test
  void credentialsAreNotShown() {
    assertThat(invite().toString()).contains("Authorization: ***").doesNotContain("deadbeef");
    assertThat(new String(invite().toBytes(), StandardCharsets.UTF_8)).contains("deadbeef");
  }

  @Test
  void nobodyAddsALineThroughAValue() {
    assertThatThrownBy(() -> invite().withHeader("Subject", "a\r\nContact: <sip:evil@example.com>"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> invite().withHeader("Subject", "a\\\nb"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> invite().to().withTag("a\r\nb"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> SipResponse.answering(invite(), 200, "a\r\nb"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void lineEndsAndEmptyLinesAreForgiven() {
    byte[] bare = ("\r\n\r\n" + INVITE).getBytes(StandardCharsets.UTF_8);

    assertThat(SipParser.parse(bare)).isEqualTo(new ParseResult.Parsed(invite()));
  }

  @Test
  void latin1NamesAreRead() {
    byte[] latin = INVITE.replace("Alice", "\"J\u00f6rg\"").getBytes(StandardCharsets.ISO_8859_1);

    ParseResult.Parsed parsed = (ParseResult.Parsed) SipParser.parse(latin);
    assertThat(parsed.message().from().displayName()).contains("J\u00f6rg");
  }

  @Test
  void aDatagramsBodyIsCutToItsLength() {
    byte[] longer = bytes(INVITE.replace("Content-Length: 0", "Content-Length: 3") + "abcdef");
    byte[] unannounced = bytes(INVITE.replace("Content-Length: 0\n", "") + "abcdef");

    assertThat(((ParseResult.Parsed) SipParser.parse(longer)).message().body())
        .asString()
        .isEqualTo("abc");
    assertThat(((ParseResult.Parsed) SipParser.parse(unannounced)).message().body())
        .asString()
        .isEqualTo("abcdef");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\r\n", "\r\n\r\n", "\0", "\0\0\0\0", "jaK", "jaK\0"})
  void signsOfLife(String text) {
    assertThat(SipParser.parse(text.getBytes(StandardCharsets.US_ASCII)))
        .isEqualTo(new ParseResult.KeepAlive(text.equals("\r\n\r\n")));
  }

  @Test
  void anAckIsNeverAnswered() {
    byte[] ack = bytes(INVITE.replace("INVITE sip", "ACK sip"));

    assertThat(SipParser.parse(ack)).isInstanceOf(ParseResult.Unusable.class);
  }

  @Test
  void withoutAViaThereIsNobodyToAnswer() {
    byte[] none = bytes(INVITE.replaceAll("Via:.*\n", ""));
    byte[] unreadable = bytes(INVITE.replace("Via: SIP/2.0/UDP", "Via: nonsense"));

    assertThat(SipParser.parse(none)).isInstanceOf(ParseResult.Unusable.class);
    assertThat(SipParser.parse(unreadable)).isInstanceOf(ParseResult.Unusable.class);
  }

  @Test
  void limits() {
    String contacts = "Contact: " + "<sip:a@b>,".repeat(300) + "<sip:a@b>\n";
    byte[] manyHeaders = bytes(INVITE.replace("Max-F", "X: y\n".repeat(300) + "Max-F"));
    byte[] manyInOne = bytes(INVITE.replace("Max-F", contacts + "Max-F"));
    byte[] longLine = bytes(INVITE.replace("Max-F", "X: " + "y".repeat(9_000) + "\nMax-F"));
    byte[] longFold = bytes(INVITE.replace("Max-F", "X: y\n" + " y\n".repeat(9_000) + "Max-F"));

    for (byte[] each : new byte[][] {manyHeaders, manyInOne, longLine, longFold}) {
      assertThat(SipParser.parse(each)).isInstanceOf(ParseResult.Refusable.class);
    }
    assertThat(SipParser.parse(new byte[65_536])).isInstanceOf(ParseResult.Unusable.class);
  }

  @Test
  void aRefusalIsTaggedAndGoesWhereTheRequestCameFrom() {
    byte[] damaged = bytes(INVITE.replace("CSeq: 314159 INVITE", "CSeq: x INVITE"));
    ParseResult.Refusable refusable = (ParseResult.Refusable) SipParser.parse(damaged);

    String answer =
        new String(
            refusable.answer(refusable.via().withReceived("192.0.2.9").withRport(7), "tag1"),
            StandardCharsets.UTF_8);

    assertThat(answer)
        .startsWith("SIP/2.0 400 Bad Request (CSeq: ")
        .contains(";rport=7;received=192.0.2.9\r\n")
        .contains("\r\nTo: \"Bob\" <sip:bob@biloxi.example>;tag=tag1\r\n")
        .contains("\r\nCSeq: x INVITE\r\n");
  }

  @Test
  void methodsAreCaseSensitive() {
    assertThat(new Method("invite")).isNotEqualTo(Method.INVITE);
    assertThatThrownBy(() -> new Method("IN VITE")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void overlargeExpiryIsTheLargest() throws MalformedSipException {
    SipHeaders headers = SipHeaders.builder().add("Expires", "9".repeat(50)).build();

    assertThat(headers.expires()).hasValue(0xffff_ffffL);
    assertThatThrownBy(() -> headers.with("Expires", "soon").expires())
        .isInstanceOf(MalformedSipException.class);
  }
}
