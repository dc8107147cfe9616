package dev.rollcall.sip.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.conference.LeaveReason;
import dev.rollcall.core.testing.Await;
import dev.rollcall.sip.client.ClientCall;
import dev.rollcall.sip.client.OutgoingCall;
import dev.rollcall.sip.client.SipClient;
import dev.rollcall.sip.message.SipResponse;
import dev.rollcall.sip.transport.DropReason;
import dev.rollcall.sip.transport.Transport;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Peers that send rubbish, halves, or too much, and many calls at once. */
class HostileNetworkTest {
  private TestHouse house;

  @BeforeEach
  void open() throws IOException {
    house =
        TestHouse.open(
            settings ->
                settings.withKeepAlive(
                    Duration.ofMillis(60), Duration.ofMillis(300), Duration.ofMillis(20)));
  }

  @AfterEach
  void close() {
    house.close();
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket();
    socket.connect(house.address(Transport.TCP));
    socket.setSoTimeout((int) TestHouse.WAIT.toMillis());
    return socket;
  }

  private static String options(String branch) {
    return String.join(
        "\r\n",
        "OPTIONS sip:127.0.0.1 SIP/2.0",
        "Via: SIP/2.0/TCP nowhere.invalid;branch=z9hG4bK" + branch,
        "From: <sip:a@127.0.0.1>;tag=a",
        "To: <sip:127.0.0.1>",
        "Call-ID: " + branch,
        "CSeq: 1 OPTIONS",
        "Content-Length: 0",
        "",
        "");
  }

  private static String readUntil(InputStream stream, String end) throws IOException {
    StringBuilder text = new StringBuilder();
    while (!text.toString().endsWith(end)) {
      int next = stream.read();
      if (next < 0) {
        throw new AssertionError("closed after: " + text);
      }
      text.append((char) next);
    }
    return text.toString();
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    socket.getOutputStream().flush();
  }

  @Test
  void randomDatagramsNeverStopTheServer() throws IOException {
    Random random = new Random(20_261_121);
    try (RawPhone phone = new RawPhone(house.address(Transport.UDP), "phone")) {
      String invite = phone.invite("room", phone.nextBranch(), 1, "");
      byte[] template = invite.getBytes(StandardCharsets.UTF_8);
      for (int i = 0; i < 500; i++) {
        byte[] bytes;
        if (i % 2 == 0) {
          bytes = new byte[random.nextInt(600)];
          random.nextBytes(bytes);
        } else {
          bytes = template.clone();
          for (int k = 0; k < 5; k++) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
          }
        }
        phone.send(bytes);
      }
      try (RawPhone other = new RawPhone(house.address(Transport.UDP), "other")) {
        SipResponse response =
            other.ask(
                RawPhone.withoutBody(
                    other.request(
                        "OPTIONS", "sip:127.0.0.1", other.nextBranch(), 1, "<sip:x@y>", "")));
        assertThat(response.status()).isEqualTo(200);
      }
      assertThat(house.server.statistics().transport().dropped().get(DropReason.MALFORMED))
          .isGreaterThan(100L);
    }
  }

  @Test
  void aSilentAndASlowConnectionHoldUpNobody() throws IOException {
    try (Socket silent = connect();
        Socket slow = connect();
        Socket quick = connect()) {
      String request = options("slow");
      write(slow, request.substring(0, 40));
      write(quick, options("quick"));
      assertThat(readUntil(quick.getInputStream(), "\r\n\r\n")).startsWith("SIP/2.0 200");
      for (char c : request.substring(40).toCharArray()) {
        write(slow, String.valueOf(c));
      }
      assertThat(readUntil(slow.getInputStream(), "\r\n\r\n")).startsWith("SIP/2.0 200");
      assertThat(silent.isClosed()).isFalse();
    }
  }

  @Test
  void aPingIsAnswered() throws IOException {
    try (Socket socket = connect()) {
      write(socket, "\r\n\r\n");
      assertThat(readUntil(socket.getInputStream(), "\r\n")).isEqualTo("\r\n");
      write(socket, options("one") + options("two"));
      assertThat(readUntil(socket.getInputStream(), "\r\n\r\n")).contains("Call-ID: ");
      assertThat(readUntil(socket.getInputStream(), "\r\n\r\n")).contains("Call-ID: ");
      assertThat(house.server.statistics().transport().pings()).isEqualTo(1);
    }
  }

  @Test
  void aStreamThatBreaksIsAnsweredAndClosed() throws IOException {
    try (Socket socket = connect()) {
      write(socket, options("broken").replace("Content-Length: 0", "Content-Length: many"));
      InputStream stream = socket.getInputStream();
      assertThat(readUntil(stream, "\r\n\r\n")).startsWith("SIP/2.0 400");
      assertThat(stream.read()).isEqualTo(-1);
    }
  }

  @Test
  void aConnectionCutInACallEndsItOnceThePhoneIsSilent() throws Exception {
    SipClient phone = house.newClient();
    phone.dial(house.invite("room", Transport.TCP), TestHouse.answers(40_000), TestHouse.WAIT);
    Await.until(
        () ->
            house.server.statistics().transactions().requests().containsKey("ACK")
                ? Optional.empty()
                : Optional.of("no ACK came"));
    phone.close();
    house.audio.silentFor(Duration.ofMinutes(1));
    Await.until(
        () ->
            house.admission.left().containsValue(LeaveReason.UNREACHABLE)
                ? Optional.empty()
                : Optional.of("left: " + house.admission.left()));
    house.awaitCalls(0);
  }

  @Test
  void sixtyFourCallsAtOnce() throws Exception {
    List<OutgoingCall> placed = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      Transport transport = i % 2 == 0 ? Transport.UDP : Transport.TCP;
      placed.add(house.client.place(house.invite("room", transport), TestHouse.answers(40_000)));
    }
    List<ClientCall> calls = new ArrayList<>();
    for (OutgoingCall call : placed) {
      calls.add(call.await(TestHouse.WAIT));
    }
    assertThat(house.admission.present()).hasSize(64);
    assertThat(house.server.statistics().calls()).isEqualTo(64);
    for (ClientCall call : calls) {
      call.hangUp();
    }
    assertThat(house.admission.present()).isEmpty();
    house.awaitCalls(0);
    assertThat(house.audio.open()).isZero();
    Map<String, Long> requests = house.server.statistics().transactions().requests();
    assertThat(requests).containsEntry("INVITE", 64L).containsEntry("BYE", 64L);
  }
}
