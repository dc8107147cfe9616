package dev.rollcall.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.testing.Await;
import dev.rollcall.sip.message.Method;
import dev.rollcall.sip.message.SipHeaders;
import dev.rollcall.sip.message.SipRequest;
import dev.rollcall.sip.message.SipUri;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
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
    SipTransport transport = new SipTransport(settings, (message, source) -> {}, () -> "tag");
    transport.start();
    return transport;
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
}
