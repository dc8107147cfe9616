package dev.rollcall.sip.call;

import dev.rollcall.core.conference.LeaveReason;
import dev.rollcall.core.identity.CallSid;
import dev.rollcall.core.identity.SidGenerator;
import dev.rollcall.core.signalling.CallLeg;
import dev.rollcall.core.signalling.Destination;
import dev.rollcall.core.signalling.DialRequest;
import dev.rollcall.core.signalling.SipCredentials;
import dev.rollcall.core.testing.Await;
import dev.rollcall.sip.client.FarSide;
import dev.rollcall.sip.message.MediaType;
import dev.rollcall.sip.message.Method;
import dev.rollcall.sip.message.SipMessage;
import dev.rollcall.sip.message.SipRequest;
import dev.rollcall.sip.message.SipResponse;
import dev.rollcall.sip.transport.Transport;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A house that makes one call, to a far side over UDP unless it is told another destination. */
final class DiallingHouse implements AutoCloseable {
  static final Duration LONG = Duration.ofSeconds(60);

  /** The port at which the far side says it takes audio. */
  static final int FAR_AUDIO = 42_000;

  private static final SidGenerator SIDS = new SidGenerator(InstantSource.system(), new Random(3));

  final TestHouse house;
  final FarSide far;
  final FakeProgress progress = new FakeProgress();
  final CallSid call = SIDS.call();
  private final Set<SipRequest> given = new HashSet<>();
  private Optional<SipDialer> dialer = Optional.empty();
  private CallLeg leg = _ -> {};

  private DiallingHouse(TestHouse house) throws IOException {
    this.house = house;
    far = new FarSide(house.address(Transport.UDP));
  }

  static DiallingHouse open() throws IOException {
    return open(UnaryOperator.identity());
  }

  static DiallingHouse open(UnaryOperator<SipSettings> changed) throws IOException {
    return new DiallingHouse(TestHouse.open(changed));
  }

  /** With the RFC's timers, 16 times as fast. */
  static DiallingHouse openFast() throws IOException {
    return open(settings -> settings.withTimers(TestHouse.FAST));
  }

  /** A call to the far side that may ring for long, with early media. */
  DialRequest request() {
    return request(new Destination.Sip(far.uri().encoded()), LONG, true, Optional.empty());
  }

  DialRequest request(
      Destination to, Duration ringFor, boolean earlyMedia, Optional<SipCredentials> credentials) {
    return new DialRequest(
        TestHouse.ACCOUNT,
        call,
        to,
        "+4930123",
        Optional.empty(),
        Optional.empty(),
        ringFor,
        earlyMedia,
        credentials);
  }

  void dial() {
    dial(request());
  }

  void dial(DialRequest request, Trunk... trunks) {
    house.admission.letIn(call);
    SipDialer one = house.server.dialer(List.of(trunks), InstantSource.system());
    dialer = Optional.of(one);
    leg = one.dial(request, progress);
  }

  /** Calls the far side with those credentials. */
  void dialAs(String user, String password) {
    dial(
        request(
            new Destination.Sip(far.uri().encoded()),
            LONG,
            true,
            Optional.of(new SipCredentials(user, password))));
  }

  /** How calls through the trunk went that the last call was given. */
  TrunkStatistics trunk() {
    return dialer.orElseThrow().trunks().getFirst();
  }

  void hangUp(LeaveReason reason) {
    leg.hangUp(reason);
  }

  SipRequest invite() throws IOException {
    return next(Method.INVITE);
  }

  /**
   * The next message, which has to be a request of that method; repetitions of requests that were
   * given before are passed over.
   */
  SipRequest next(Method method) throws IOException {
    SipMessage message = far.receive();
    while (message instanceof SipRequest known && given.contains(known)) {
      message = far.receive();
    }
    if (message instanceof SipRequest request && request.method().equals(method)) {
      given.add(request);
      return request;
    }
    throw new AssertionError("not " + method + ": " + message);
  }

  /** A provisional or final response without a body, from the phone of that tag. */
  void respond(SipRequest request, int status, String tag) throws IOException {
    far.send(SipResponse.answering(request, status, tag));
  }

  void challenge(SipRequest request, int status, String challenge) throws IOException {
    String name = status == 401 ? "WWW-Authenticate" : "Proxy-Authenticate";
    far.send(SipResponse.answering(request, status, "far").withHeader(name, challenge));
  }

  /** A provisional response with audio to be heard before the answer. */
  void soundEarly(SipRequest invite, int status, String tag, int port) throws IOException {
    far.send(
        SipResponse.answering(invite, status, tag)
            .withBody(MediaType.SDP, TestHouse.offer(port).toBytes()));
  }

  SipResponse success(SipRequest invite, String tag) {
    return far.success(invite, tag, TestHouse.offer(FAR_AUDIO));
  }

  /** Dials and has the far side answer; its ACK is taken. */
  SipRequest establish() throws IOException {
    dial();
    SipRequest invite = invite();
    far.send(success(invite, "far"));
    next(Method.ACK);
    progress.awaitTold("answered");
    return invite;
  }

  FakeAudio.Session audio() {
    return house.audio.of(call);
  }

  void awaitLeft(LeaveReason reason) {
    Await.until(
        () -> {
          Map<CallSid, LeaveReason> left = house.admission.left();
          return reason.equals(left.get(call)) ? Optional.empty() : Optional.of("left: " + left);
        });
  }

  /** Waits for the end of the call, which must leave no port open. */
  void awaitOver() {
    house.awaitCalls(0);
    Await.until(
        () ->
            house.audio.open() == 0
                ? Optional.empty()
                : Optional.of(house.audio.open() + " audio ports are open"));
  }

  @Override
  public void close() {
    far.close();
    house.close();
  }
}
