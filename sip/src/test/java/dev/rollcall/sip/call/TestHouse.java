package dev.rollcall.sip.call;

import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.identity.CallSid;
import dev.rollcall.core.identity.SidGenerator;
import dev.rollcall.core.testing.Await;
import dev.rollcall.sip.client.AnswerMaker;
import dev.rollcall.sip.client.ClientSettings;
import dev.rollcall.sip.client.Invite;
import dev.rollcall.sip.client.SipClient;
import dev.rollcall.sip.message.NameAddress;
import dev.rollcall.sip.message.Parameters;
import dev.rollcall.sip.message.SipUri;
import dev.rollcall.sip.sdp.AudioNegotiation;
import dev.rollcall.sip.sdp.LocalAudio;
import dev.rollcall.sip.sdp.Negotiated;
import dev.rollcall.sip.sdp.SessionDescription;
import dev.rollcall.sip.transaction.SystemTimers;
import dev.rollcall.sip.transaction.TimerSettings;
import dev.rollcall.sip.transport.Transport;
import dev.rollcall.sip.transport.TransportSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** A whole signalling side on loopback, with conference and audio as doubles. */
final class TestHouse implements AutoCloseable {
  static final Duration WAIT = Duration.ofSeconds(20);

  /** The RFC's timers, 16 times as fast. */
  static final TimerSettings FAST =
      new TimerSettings(
          Duration.ofMillis(30),
          Duration.ofMillis(240),
          Duration.ofMillis(300),
          Duration.ofMillis(12));

  static final AccountSid ACCOUNT = new AccountSid(new UUID(1, 2));

  private final SecureRandom random = new SecureRandom();
  private final SystemTimers timers = new SystemTimers();
  final FakeAdmission admission = new FakeAdmission();
  final FakeAudio audio = new FakeAudio();
  final SipServer server;
  final SipClient client;

  private TestHouse(UnaryOperator<SipSettings> changed) throws IOException {
    SipSettings settings =
        changed.apply(
            SipSettings.on(TransportSettings.on(loopback(0)))
                .withCloseWithin(Duration.ofMillis(500)));
    server =
        new SipServer(
            settings,
            admission,
            ACCOUNT,
            audio,
            new SidGenerator(InstantSource.system(), random),
            timers,
            random);
    server.start();
    client = newClient();
  }

  static TestHouse open() throws IOException {
    return new TestHouse(UnaryOperator.identity());
  }

  static TestHouse open(UnaryOperator<SipSettings> changed) throws IOException {
    return new TestHouse(changed);
  }

  SipClient newClient() throws IOException {
    return new SipClient(ClientSettings.on(loopback(0)), timers, random);
  }

  static InetSocketAddress loopback(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  InetSocketAddress address(Transport transport) {
    return server.localAddress(transport);
  }

  SipUri room(String name, Transport transport) {
    SipUri uri =
        SipUri.of(name, "127.0.0.1", OptionalInt.of(server.localAddress(transport).getPort()));
    return transport == Transport.UDP ? uri : uri.withParameter("transport", "tcp");
  }

  Invite invite(String room, Transport transport) {
    return Invite.of(
        room(room, transport),
        new NameAddress(
            Optional.of("Alice"),
            SipUri.of("alice", "10.0.0.1", OptionalInt.empty()),
            Parameters.NONE),
        offer(40_000));
  }

  /** What a phone offers that takes audio at that port. */
  static SessionDescription offer(int port) {
    return AudioNegotiation.offer(phone(port), Optional.empty());
  }

  /** A phone that takes audio at that port and agrees where it can. */
  static AnswerMaker answers(int port) {
    return offer ->
        AudioNegotiation.answer(offer, phone(port), Optional.empty())
                instanceof Negotiated.Agreed agreed
            ? Optional.of(agreed.ours())
            : Optional.empty();
  }

  private static LocalAudio phone(int port) {
    return LocalAudio.of(InetAddress.getLoopbackAddress(), port, 7);
  }

  /** The call that is alone in the conference. */
  CallSid onlyCall() {
    if (admission.present().size() != 1) {
      throw new AssertionError("present: " + admission.present().keySet());
    }
    return admission.present().keySet().iterator().next();
  }

  void awaitCalls(int count) {
    Await.until(
        () ->
            server.statistics().calls() == count
                ? Optional.empty()
                : Optional.of(server.statistics().calls() + " calls instead of " + count));
  }

  void awaitPresent(int count) {
    Await.until(
        () ->
            admission.present().size() == count
                ? Optional.empty()
                : Optional.of(admission.present().size() + " present instead of " + count));
  }

  @Override
  public void close() {
    server.close();
    client.close();
    timers.close();
  }
}
