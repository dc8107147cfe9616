package dev.rollcall.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.testing.Await;
import dev.rollcall.sip.message.Method;
import dev.rollcall.sip.message.SipHeaders;
import dev.rollcall.sip.message.SipRequest;
import dev.rollcall.sip.message.SipResponse;
import dev.rollcall.sip.message.SipUri;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The limits that keep one peer from hurting the others. */
class SipTransportTest {
  private static final InetSocketAddress ANY =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  private static TransportSettings settings(int perAddress, int unsent, Duration messageWithin) {
    return new TransportSettings(
        ANY,
        Optional.empty(),
        65_535,
        100,
        perAddress,
        unsent,
        Duration.ofSeconds(2),
        messageWithin,
        Duration.ofHours(1));
  }

  private static SipTransport open(TransportSettings settings) throws IOException {
    return open(settings, (message, source) -> {});
  }

  private static SipTransport open(TransportSettings settings, MessageReceiver receiver)
      throws IOException {
    SipTransport transport = new SipTransport(settings, receiver, () -> "tag");
    transport.start();
    return transport;
  }

  private static Socket connect(SipTransport transport) throws IOException {
    Socket socket = new Socket();
    socket.connect(transport.localAddress(Transport.TCP));
    socket.setSoTimeout(10_000);
    return socket;
  }

  private static byte[] options(int viaPort, int bodyLength) {
    String head =
        String.join(
            "\r\n",
            "OPTIONS sip:127.0.0.1 SIP/2.0",
            "Via: SIP/2.0/TCP 127.0.0.1:" + viaPort + ";branch=z9hG4bK1",
            "From: <sip:a@127.0.0.1>;tag=a",
            "To: <sip:127.0.0.1>",
            "Call-ID: call",
            "CSeq: 1 OPTIONS",
            "Content-Length: " + bodyLength,
            "",
            "");
    return (head + "x".repeat(bodyLength)).getBytes(StandardCharsets.UTF_8);
  }

  private static String firstLine(Socket socket) throws IOException {
    socket.setSoTimeout(10_000);
    return String.valueOf(
        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
            .readLine());
  }

  private static SipRequest request(SipTransport transport, Peer target, int bytes) {
    SipHeaders headers =
        SipHeaders.builder()
            .add("Via", transport.via(target, "z9hG4bK1").encoded())
            .add("From", "<sip:a@127.0.0.1>;tag=a")
            .add("To", "<sip:b@127.0.0.1>")
            .add("Call-ID", "call")
            .add("CSeq", "1 INFO")
            .build();
    SipUri uri = SipUri.of("b", "127.0.0.1", OptionalInt.empty());
    return SipRequest.of(Method.INFO, uri, headers, new byte[bytes]);
  }

  @Test
  void aPeerThatDoesNotReadLosesItsConnection() throws IOException {
    try (SipTransport transport = open(settings(10, 200_000, Duration.ofSeconds(30)));
        ServerSocket deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Peer peer = new Peer(Transport.TCP, (InetSocketAddress) deaf.getLocalSocketAddress());
      AtomicInteger failed = new AtomicInteger();
      SipRequest large = request(transport, peer, 60_000);
      for (int i = 0; i < 1_000 && failed.get() == 0; i++) {
        transport.send(large, peer, failed::incrementAndGet);
      }
      assertThat(failed.get()).isPositive();
      Await.until(
          () ->
              transport.statistics().connections() <= 1
                  ? Optional.empty()
                  : Optional.of("connections left"));
      assertThat(transport.statistics().dropped().get(DropReason.SEND_FAILED)).isPositive();
    }
  }

  @Test
  void saysWhetherItListens() throws IOException {
    SipTransport transport =
        new SipTransport(settings(1, 1, Duration.ofSeconds(5)), (_, _) -> {}, () -> "tag");
    assertThat(transport.isListening(Transport.UDP)).isFalse();
    assertThat(transport.isListening(Transport.TCP)).isFalse();

    transport.start();
    assertThat(transport.isListening(Transport.UDP)).isTrue();
    assertThat(transport.isListening(Transport.TCP)).isTrue();

    transport.close();
    assertThat(transport.isListening(Transport.UDP)).isFalse();
    assertThat(transport.isListening(Transport.TCP)).isFalse();
  }

  @Test
  void aPeerThatIsNotThereFailsTheMessage() throws IOException {
    int port;
    try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = gone.getLocalPort();
    }
    try (SipTransport transport = open(settings(10, 200_000, Duration.ofSeconds(30)))) {
      Peer peer =
          new Peer(Transport.TCP, new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      AtomicInteger failed = new AtomicInteger();
      transport.send(request(transport, peer, 0), peer, failed::incrementAndGet);
      Await.until(() -> failed.get() == 1 ? Optional.empty() : Optional.of("failures: " + failed));
      assertThat(transport.statistics().connections()).isZero();
    }
  }

  @Test
  void onePeerMayNotTakeAllConnections() throws IOException {
    try (SipTransport transport = open(settings(1, 200_000, Duration.ofSeconds(30)));
        Socket first = new Socket()) {
      first.connect(transport.localAddress(Transport.TCP));
      Await.until(
          () ->
              transport.statistics().connections() == 1
                  ? Optional.empty()
                  : Optional.of("not connected"));
      try (Socket second = new Socket()) {
        second.connect(transport.localAddress(Transport.TCP));
        second.setSoTimeout(10_000);
        assertThat(second.getInputStream().read()).isEqualTo(-1);
      }
      assertThat(transport.statistics().dropped()).containsEntry(DropReason.CONNECTION_LIMIT, 1L);
    }
  }

  @Test
  void aConnectionThatNeverSaysAnythingIsClosed() throws IOException {
    try (SipTransport transport = open(settings(10, 200_000, Duration.ofMillis(50)));
        Socket silent = new Socket()) {
      silent.connect(transport.localAddress(Transport.TCP));
      silent.setSoTimeout(10_000);
      assertThat(silent.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void aConnectionThatWasUsedMayRestForTheIdleLimitOnly() throws IOException {
    TransportSettings quick =
        new TransportSettings(
            ANY,
            Optional.empty(),
            65_535,
            100,
            10,
            200_000,
            Duration.ofSeconds(2),
            Duration.ofHours(1),
            Duration.ofMillis(50));
    try (SipTransport transport = open(quick);
        Socket peer = connect(transport)) {
      peer.getOutputStream().write(options(5060, 0));
      assertThat(peer.getInputStream().read()).isEqualTo(-1);
      assertThat(transport.statistics().received()).isEqualTo(1);
    }
  }

  @Test
  void aUsedConnectionOutlivesTheLimitForOneMessage() throws IOException {
    try (SipTransport transport = open(settings(10, 200_000, Duration.ofMillis(100)));
        Socket used = connect(transport);
        Socket unused = connect(transport)) {
      used.getOutputStream().write(options(5060, 0));
      assertThat(unused.getInputStream().read()).isEqualTo(-1);
      used.getOutputStream().write("\r\n\r\n".getBytes(StandardCharsets.UTF_8));
      assertThat(used.getInputStream().read()).isEqualTo('\r');
    }
  }

  @Test
  void aMessageLongerThanAllowedIsRefusedOverTcpToo() throws IOException {
    TransportSettings small =
        new TransportSettings(
            ANY,
            Optional.empty(),
            500,
            100,
            10,
            200_000,
            Duration.ofSeconds(2),
            Duration.ofSeconds(30),
            Duration.ofHours(1));
    try (SipTransport transport = open(small);
        Socket peer = connect(transport)) {
      peer.getOutputStream().write(options(5060, 400));
      assertThat(firstLine(peer)).startsWith("SIP/2.0 513");
      assertThat(transport.statistics().received()).isZero();
    }
  }

  private record Received(SipRequest request, Peer source) {}

  private static Received await(BlockingQueue<Received> received) throws InterruptedException {
    return Optional.ofNullable(received.poll(10, TimeUnit.SECONDS)).orElseThrow();
  }

  @Test
  void aResponseWhoseConnectionIsGoneGoesWhereTheViaSays() throws Exception {
    BlockingQueue<Received> received = new LinkedBlockingQueue<>();
    try (SipTransport transport =
            open(
                settings(10, 200_000, Duration.ofSeconds(30)),
                (message, source) -> received.add(new Received((SipRequest) message, source)));
        ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      listening.setSoTimeout(10_000);
      Received request;
      try (Socket peer = connect(transport)) {
        peer.getOutputStream().write(options(listening.getLocalPort(), 0));
        request = await(received);
      }
      Await.until(
          () ->
              transport.isOpen(request.source())
                  ? Optional.of("connection still open")
                  : Optional.empty());
      transport.respond(
          SipResponse.answering(request.request(), 200, "ours"), request.source(), () -> {});
      try (Socket fallback = listening.accept()) {
        assertThat(firstLine(fallback)).startsWith("SIP/2.0 200");
      }
    }
  }

  @Test
  void aResponseToAPeerThatClosedItsHalfArrivesAllTheSame() throws Exception {
    BlockingQueue<Received> received = new LinkedBlockingQueue<>();
    try (SipTransport transport =
            open(
                settings(10, 200_000, Duration.ofSeconds(30)),
                (message, source) -> received.add(new Received((SipRequest) message, source)));
        ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket peer = connect(transport)) {
      listening.setSoTimeout(10_000);
      peer.getOutputStream().write(options(listening.getLocalPort(), 0));
      peer.shutdownOutput();
      Received request = await(received);
      assertThat(peer.getInputStream().read()).isEqualTo(-1);
      transport.respond(
          SipResponse.answering(request.request(), 200, "ours"), request.source(), () -> {});
      try (Socket fallback = listening.accept()) {
        assertThat(firstLine(fallback)).startsWith("SIP/2.0 200");
      }
    }
  }

  @Test
  void aResponseThatNoWayTakesFailsOnce() throws Exception {
    BlockingQueue<Received> received = new LinkedBlockingQueue<>();
    try (SipTransport transport =
            open(
                settings(10, 100, Duration.ofSeconds(30)),
                (message, source) -> received.add(new Received((SipRequest) message, source)));
        Socket peer = connect(transport)) {
      peer.getOutputStream().write(options(unusedPort(), 0));
      Received request = await(received);
      AtomicInteger failed = new AtomicInteger();
      // Longer than may wait for a peer, so not even the open connection carries it.
      transport.respond(
          SipResponse.answering(request.request(), 200, "ours"),
          request.source(),
          failed::incrementAndGet);
      assertThat(peer.getInputStream().read()).isEqualTo(-1);
      Await.until(() -> failed.get() == 1 ? Optional.empty() : Optional.of("failures: " + failed));
      assertThat(transport.statistics().dropped()).containsEntry(DropReason.SEND_FAILED, 1L);
      assertThat(transport.statistics().sent()).isEqualTo(1);
    }
  }

  private static int unusedPort() throws IOException {
    try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return gone.getLocalPort();
    }
  }
}
