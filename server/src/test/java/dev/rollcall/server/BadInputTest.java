package dev.rollcall.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.core.testing.Await;
import dev.rollcall.phone.PhoneCall;
import dev.rollcall.phone.PhoneException;
import dev.rollcall.sip.transport.Transport;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Rubbish at each door is answered clearly or dropped, and the conference goes on. */
final class BadInputTest {
  private static final int DATAGRAMS = 300;
  private static final int BURST = 20;
  private static final int LARGEST = 1_400;

  private final Tones tones = new Tones().with("ann", 400).with("bob", 650);
  private final Random random = new Random(4475);
  @TempDir private Path data;
  private TestServer server;
  private PhoneCall ann;
  private PhoneCall bob;

  @BeforeEach
  void dialIn() throws Exception {
    server = TestServer.start(data);
    ann = server.dial("standup", "ann", tones.of("ann"));
    bob = server.dial("standup", "bob", tones.of("bob"));
    tones.awaitHears(ann, Set.of("bob"));
  }

  @AfterEach
  void theConferenceWentOn() throws Exception {
    try (TestServer closing = server) {
      tones.awaitHears(ann, Set.of("bob"));
      tones.awaitHears(bob, Set.of("ann"));
      assertThat(closing.api().json("Conferences/standup/Participants.json").get("participants"))
          .hasSize(2);
    }
  }

  @Test
  void rubbishOnTheSipPort() throws Exception {
    try (DatagramSocket socket = new DatagramSocket()) {
      for (int i = 0; i < DATAGRAMS; i++) {
        send(socket, rubbish(), server.sip(Transport.UDP));
      }
      send(
          socket,
          "INVITE sip:standup@host SIP/2.0\r\n\r\n".getBytes(ISO_8859_1),
          server.sip(Transport.UDP));
      send(
          socket,
          "BYE sip:x SIP/7.0\r\nVia: nothing\r\n\r\n".getBytes(ISO_8859_1),
          server.sip(Transport.UDP));
    }
    try (Socket connection = new Socket()) {
      connection.connect(server.sip(Transport.TCP));
      connection.getOutputStream().write(rubbish());
      connection.getOutputStream().write("\r\n\r\nINVITE\r\n\r\n".getBytes(ISO_8859_1));
    }

    awaitMetric("rollcall_sip_messages_dropped_total", 100);
  }

  /** In small bursts, each awaited, since the kernel keeps only so many datagrams for a socket. */
  @Test
  void rubbishOnTheAudioPorts() throws Exception {
    try (DatagramSocket socket = new DatagramSocket()) {
      for (int sent = BURST; sent <= DATAGRAMS; sent += BURST) {
        for (int i = 0; i < BURST; i++) {
          send(socket, rubbish(), ann.audioServer());
          ann.disturb(rubbish());
        }
        awaitMetric("rollcall_rtp_packets_discarded_total", sent);
      }
    }
  }

  @Test
  void roomsAndOptionsThatCannotBe() {
    assertRefused(404, () -> server.dial("CF" + "0".repeat(32), "eve", 900));
    assertRefused(404, () -> server.dial("x".repeat(129), "eve", 900));
    assertRefused(403, () -> server.dial("standup", "ann", 900));
    assertRefused(403, () -> server.dial("standup", "a/b", 900));
    assertRefused(
        400,
        () ->
            server.dial(
                server.dialling("standup", "eve", 900).with("X-Rollcall-Muted", "perhaps")));
  }

  @Test
  void credentialsSidsTokensAndBodies() throws Exception {
    Api api = server.api();
    assertError(
        api.open("/2010-04-01/Accounts/" + TestServer.OWNER.sid() + "/Conferences.json"),
        401,
        20003);
    assertError(api.get("Conferences/CF" + "f".repeat(32) + ".json"), 404, 20404);
    assertError(api.get("Conferences/nowhere/Participants.json"), 404, 20404);
    assertError(
        api.get("Conferences/standup/Participants/CA" + "f".repeat(32) + ".json"), 404, 20404);
    assertError(
        api.get("Conferences/standup/Participants.json?PageToken=PACP" + "f".repeat(32)),
        400,
        21481);
    assertError(api.get("Conferences/standup/Participants.json?PageToken=nonsense"), 400, 21481);
    assertError(api.get("Conferences/standup/Participants.json?PageSize=none"), 400, 20001);
    assertError(api.get("Conferences/standup/Participants.json?Muted=maybe"), 400, 20001);
    assertError(api.post("Conferences/standup.json", "Status=paused"), 400, 20001);
    assertError(
        api.post(
            "Conferences/standup/Participants/ann.json",
            "Hold=true&HoldUrl=http://127.0.0.1:1/x.wav"),
        400,
        0);
    assertThat(api.post("Conferences/standup.json", "x=" + "y".repeat(600_000)).statusCode())
        .isEqualTo(413);
  }

  private byte[] rubbish() {
    byte[] bytes = new byte[1 + random.nextInt(LARGEST)];
    random.nextBytes(bytes);
    return bytes;
  }

  private static void send(DatagramSocket socket, byte[] bytes, InetSocketAddress to)
      throws IOException {
    socket.send(new DatagramPacket(bytes, bytes.length, to));
  }

  private void awaitMetric(String name, double atLeast) {
    Await.until(
        () -> {
          double sum = server.api().metric(name);
          return sum >= atLeast ? Optional.empty() : Optional.of(name + " is " + sum);
        });
  }

  private static void assertRefused(int status, Dial dial) {
    assertThatThrownBy(dial::dial)
        .isInstanceOfSatisfying(
            PhoneException.class, e -> assertThat(e.status()).isEqualTo(status));
  }

  /** Checks the shape that the SDKs need; a {@code code} of 0 stands for any. */
  private static void assertError(HttpResponse<String> response, int status, int code) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    JsonNode body = JsonMapper.shared().readTree(response.body());
    assertThat(body.get("status").asInt()).isEqualTo(status);
    assertThat(body.get("message").asString()).isNotBlank();
    assertThat(List.of(0, body.get("code").asInt())).contains(code);
  }

  private interface Dial {
    PhoneCall dial() throws Exception;
  }
}
