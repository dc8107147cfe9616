package dev.rollcall.sip.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.sip.message.SipStreamFramer.Frame;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class SipStreamFramerTest {

  private static List<Frame> feed(SipStreamFramer framer, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return framer.feed(bytes, 0, bytes.length);
  }

  private static String options(String lengthLine, String body) {
    return """
    OPTIONS sip:user@example.com SIP/2.0
    To: sip:user@example.com
    From: <sip:caller@example.com>;tag=323
    Call-ID: 1
    CSeq: 60 OPTIONS
    Via: SIP/2.0/TCP t1.example.com;branch=z9hG4bKkdjuw
    """
            .replace("\n", "\r\n")
        + lengthLine
        + "\r\n"
        + body;
  }

  @Test
  void messagesAndPings() {
    SipStreamFramer framer = new SipStreamFramer();
    String one = options("Content-Length: 4\r\n", "body");

    List<Frame> frames = feed(framer, "\r\n" + one + "\r\n\r\n" + one + one.substring(0, 30));

    assertThat(frames).hasSize(3);
    assertThat(frames.get(1)).isEqualTo(new Frame.Ping());
    assertThat(frames.get(0)).isEqualTo(frames.get(2));
    Frame.Message message = (Frame.Message) frames.get(0);
    assertThat(message.result()).isInstanceOf(ParseResult.Parsed.class);
    assertThat(framer.midMessage()).isTrue();
    assertThat(feed(framer, one.substring(30))).containsExactly(frames.get(0));
    assertThat(framer.midMessage()).isFalse();
  }

  @Test
  void aRefusedMessageDoesNotBreakTheStream() {
    SipStreamFramer framer = new SipStreamFramer();
    String good = options("l: 0\r\n", "");

    List<Frame> frames = feed(framer, good.replace("CSeq: 60", "CSeq: x") + good);

    assertThat(frames).hasSize(2);
    assertThat(((Frame.Message) frames.get(0)).result()).isInstanceOf(ParseResult.Refusable.class);
    assertThat(((Frame.Message) frames.get(1)).result()).isInstanceOf(ParseResult.Parsed.class);
  }

  @Test
  void withoutALengthTheStreamIsLost() {
    assertBroken("", 400);
    assertBroken("Content-Length: -1\r\n", 400);
    assertBroken("Content-Length: x\r\n", 400);
    assertBroken("Content-Length: 1\r\nl: 2\r\n", 400);
    assertBroken("Content-Length: 65000\r\nX: " + "y".repeat(600) + "\r\n", 513);
    assertBroken("Content-Length: 99999999999999\r\n", 400);
  }

  private static void assertBroken(String lengthLine, int status) {
    SipStreamFramer framer = new SipStreamFramer();
    List<Frame> frames = feed(framer, options(lengthLine, "body"));

    assertThat(frames).as(lengthLine).hasSize(1);
    Frame.Broken broken = (Frame.Broken) frames.getFirst();
    assertThat(broken.answer().orElseThrow().status()).isEqualTo(status);
    assertThat(framer.broken()).isTrue();
    assertThat(feed(framer, options("l: 0\r\n", ""))).isEmpty();
  }
}
