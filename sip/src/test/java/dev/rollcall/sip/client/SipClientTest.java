package dev.rollcall.sip.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rollcall.core.testing.Await;
import dev.rollcall.sip.message.Method;
import dev.rollcall.sip.message.NameAddress;
import dev.rollcall.sip.message.SipMessage;
import dev.rollcall.sip.message.SipRequest;
import dev.rollcall.sip.message.SipResponse;
import dev.rollcall.sip.message.SipUri;
import dev.rollcall.sip.sdp.AudioNegotiation;
import dev.rollcall.sip.sdp.LocalAudio;
import dev.rollcall.sip.sdp.Negotiated;
import dev.rollcall.sip.sdp.SessionDescription;
import dev.rollcall.sip.transaction.SystemTimers;
import dev.rollcall.sip.transaction.TimerSettings;
import dev.rollcall.sip.transport.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a client does when the other side repeats itself, crosses it, or changes the session. */
class SipClientTest {
  private static final Duration WAIT = Duration.ofSeconds(10);
  private static final TimerSettings FAST =
      new TimerSettings(
          Duration.ofMillis(30),
          Duration.ofMillis(240),
          Duration.ofMillis(300),
          Duration.ofMillis(12));
  private static final byte[] NONE = {};
  private static final AnswerMaker ANSWERS =
      offer ->
          AudioNegotiation.answer(offer, audio(41_000), Optional.empty())
                  instanceof Negotiated.Agreed agreed
              ? Optional.of(agreed.ours())
              : Optional.empty();

  private final SystemTimers timers = new SystemTimers();
  private SipClient client;
  private FarSide far;

  @BeforeEach
  void open() throws IOException {
    client = client(TimerSettings.STANDARD);
    far = new FarSide(client.localAddress(Transport.UDP));
  }

  private SipClient client(TimerSettings settings) throws IOException {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    return new SipClient(ClientSettings.on(any).withTimers(settings), timers, new Random());
  }

  @AfterEach
  void close() {
    far.close();
    client.close();
    timers.close();
  }

  private static LocalAudio audio(int port) {
    return LocalAudio.of(InetAddress.getLoopbackAddress(), port, 7);
  }

  private static SessionDescription description(int port) {
    return AudioNegotiation.offer(audio(port), Optional.empty());
  }

  private OutgoingCall place() {
    SipUri ours = SipUri.of("client", "127.0.0.1", OptionalInt.empty());
    return client.place(Invite.of(far.uri(), NameAddress.of(ours), description(41_000)), ANSWERS);
  }

  /** A call that the far side answered, its ACK taken. */
  private ClientCall established() throws Exception {
    OutgoingCall call = place();
    far.send(far.success(far.request(Method.INVITE), "far", description(42_000)));
    far.request(Method.ACK);
    return call.await(WAIT);
  }

  private static CompletableFuture<SessionDescription> reinvite(ClientCall call) {
    CompletableFuture<SessionDescription> outcome = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                outcome.complete(call.reinvite(description(41_010)));
              } catch (CallFailedException | InterruptedException e) {
                outcome.completeExceptionally(e);
              }
            });
    return outcome;
  }

  @Test
  void anAnswerThatComesAgainGetsTheSameAckAgain() throws Exception {
    OutgoingCall call = place();
    SipResponse answer = far.success(far.request(Method.INVITE), "far", description(42_000));
    far.send(answer);
    SipRequest ack = far.request(Method.ACK);
    call.await(WAIT);
    far.send(answer);
    assertThat(far.request(Method.ACK)).isEqualTo(ack);
  }

  @Test
  void anAnswerToAReinviteThatComesAgainGetsTheSameAckAgain() throws Exception {
    ClientCall call = established();
    CompletableFuture<SessionDescription> outcome = reinvite(call);
    SipResponse answer = far.success(far.request(Method.INVITE), "far", description(42_010));
    far.send(answer);
    SipRequest ack = far.request(Method.ACK);
    assertThat(ack.cseq().number()).isEqualTo(2);
    assertThat(outcome.get(10, TimeUnit.SECONDS).toString()).contains("m=audio 42010");
    far.send(answer);
    assertThat(far.request(Method.ACK)).isEqualTo(ack);
  }

  @Test
  void anInviteThatCrossesOursMustWait() throws Exception {
    ClientCall call = established();
    CompletableFuture<SessionDescription> outcome = reinvite(call);
    SipRequest ours = far.request(Method.INVITE);
    SipRequest theirs = far.within(Method.INVITE, 1, description(42_020).toBytes());
    far.send(theirs);
    assertThat(far.response().status()).isEqualTo(491);
    far.send(far.success(ours, "far", description(42_010)));
    assertThat(outcome.get(10, TimeUnit.SECONDS).toString()).contains("m=audio 42010");
    assertThat(call.remoteSdp().toString()).contains("m=audio 42010");
  }

  @Test
  void ourInviteThatCrossesAnotherMayBeMadeAgain() throws Exception {
    ClientCall call = established();
    CompletableFuture<SessionDescription> crossed = reinvite(call);
    SipRequest first = far.request(Method.INVITE);
    far.send(SipResponse.answering(first, 491, "far"));
    SipRequest ack = far.request(Method.ACK);
    assertThat(ack.via().branch()).isEqualTo(first.via().branch());
    Await.until(
        () -> crossed.isDone() ? Optional.empty() : Optional.of("the refusal is not noted"));
    assertThat(crossed.exceptionNow())
        .isInstanceOfSatisfying(
            CallFailedException.class, failed -> assertThat(failed.status()).isEqualTo(491));
    assertThat(call.remoteSdp().toString()).contains("m=audio 42000");

    CompletableFuture<SessionDescription> again = reinvite(call);
    far.send(far.success(far.request(Method.INVITE), "far", description(42_030)));
    assertThat(again.get(10, TimeUnit.SECONDS).toString()).contains("m=audio 42030");
  }

  @Test
  void theOtherSideChangesTheSession() throws Exception {
    ClientCall call = established();
    far.send(far.within(Method.INVITE, 1, description(42_040).toBytes()));
    SipResponse answer = far.response();
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.headers().contacts()).hasSize(1);
    assertThat(SessionDescription.parse(answer.body()).toString()).contains("m=audio 41000");
    assertThat(call.remoteSdp().toString()).contains("m=audio 42040");
    far.send(far.within(Method.ACK, 1, NONE));

    far.send(far.within(Method.INVITE, 2, description(42_050).toBytes()));
    assertThat(finalResponse(2).status()).isEqualTo(200);
    assertThat(call.remoteSdp().toString()).contains("m=audio 42050");
  }

  @Test
  void aChangeOfTheOtherSideThatIsNeverAcknowledgedEndsTheCall() throws Exception {
    client.close();
    far.close();
    client = client(FAST);
    far = new FarSide(client.localAddress(Transport.UDP));
    established();
    far.send(far.within(Method.INVITE, 1, description(42_040).toBytes()));
    int answers = 0;
    SipMessage message = far.receive();
    while (message instanceof SipResponse) {
      answers++;
      message = far.receive();
    }
    assertThat(answers).isGreaterThan(3);
    assertThat(((SipRequest) message).method()).isEqualTo(Method.BYE);
  }

  @Test
  void whatTheOtherSideOffersInVainIsRefused() throws Exception {
    ClientCall call = established();
    far.send(far.within(Method.INVITE, 1, NONE));
    assertThat(finalResponse(1).status()).isEqualTo(488);
    byte[] video =
        description(42_060)
            .toString()
            .replace("m=audio", "m=video")
            .getBytes(StandardCharsets.UTF_8);
    far.send(far.within(Method.INVITE, 2, video));
    assertThat(finalResponse(2).status()).isEqualTo(488);
    assertThat(call.remoteSdp().toString()).contains("m=audio 42000");
  }

  @Test
  void aSecondPhoneThatAnswersIsAcknowledgedAndHungUp() throws Exception {
    OutgoingCall call = place();
    SipRequest invite = far.request(Method.INVITE);
    far.send(far.success(invite, "first", description(42_000)));
    assertThat(far.request(Method.ACK).toTag()).contains("first");
    ClientCall first = call.await(WAIT);

    SipResponse second = far.success(invite, "second", description(42_002));
    far.send(second);
    assertThat(far.request(Method.ACK).toTag()).contains("second");
    SipRequest bye = far.request(Method.BYE);
    assertThat(bye.toTag()).contains("second");
    far.send(SipResponse.answering(bye, 200, "second"));

    assertThat(first.remoteEnd()).isEmpty();
    far.success(invite, "first", description(42_000));
    far.send(far.within(Method.OPTIONS, 1, NONE));
    assertThat(finalResponse(1).status()).isEqualTo(200);
  }

  @Test
  void provisionalResponsesWithoutEndAreNotKept() throws Exception {
    OutgoingCall call = place();
    SipRequest invite = far.request(Method.INVITE);
    for (int i = 0; i < 100; i++) {
      far.send(SipResponse.answering(invite, 180, "far"));
    }
    far.send(SipResponse.answering(invite, 486, "far"));
    CallFailedException failed =
        catchThrowableOfType(CallFailedException.class, () -> call.await(WAIT));
    assertThat(failed.status()).isEqualTo(486);
    assertThat(call.provisional()).hasSize(64);
  }

  /** The final response to our request of that number; others are passed over. */
  private SipResponse finalResponse(long sequence) throws IOException {
    while (true) {
      SipResponse response = far.response();
      if (!response.provisional() && response.cseq().number() == sequence) {
        return response;
      }
    }
  }
}
