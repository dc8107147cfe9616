package dev.rollcall.sip.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.call.CallStatus;
import dev.rollcall.core.conference.LeaveReason;
import dev.rollcall.core.signalling.Destination;
import dev.rollcall.core.signalling.DialFailure;
import dev.rollcall.core.signalling.DialRequest;
import dev.rollcall.core.testing.Await;
import dev.rollcall.sip.message.Method;
import dev.rollcall.sip.message.SipRequest;
import dev.rollcall.sip.message.SipResponse;
import dev.rollcall.sip.message.SipUri;
import dev.rollcall.sip.sdp.SessionDescription;
import dev.rollcall.sip.transport.Transport;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Calls that we make: their ringing, their answer, and all the ways in which there is none. */
class DialTest {
  @Test
  void aPhoneRingsAnswersAndHangsUp() throws Exception {
    try (DiallingHouse bench = DiallingHouse.open()) {
      bench.dial();
      SipRequest invite = bench.invite();
      assertThat(invite.uri()).isEqualTo(bench.far.uri());
      assertThat(invite.to().encoded()).isEqualTo("<" + bench.far.uri().encoded() + ">");
      assertThat(((SipUri) invite.from().uri()).encoded()).isEqualTo("sip:+4930123@127.0.0.1");
      assertThat(invite.headers().first("Allow")).contains(RequestRules.ALLOW);
      assertThat(invite.headers().first("Supported")).contains("");
      assertThat(invite.headers().maxForwards()).hasValue(70);
      assertThat(invite.headers().contains("P-Asserted-Identity")).isFalse();
      assertThat(SessionDescription.parse(invite.body()).toString())
          .contains("m=audio " + bench.audio().rtpPort());
      assertThat(bench.house.server.statistics().calls()).isEqualTo(1);

      bench.respond(invite, 100, "far");
      bench.respond(invite, 180, "far");
      bench.respond(invite, 180, "far");
      bench.progress.awaitTold("ringing");
      bench.far.send(bench.success(invite, "far"));
      SipRequest ack = bench.next(Method.ACK);
      assertThat(ack.toTag()).contains("far");
      assertThat(ack.cseq().number()).isEqualTo(invite.cseq().number());
      bench.progress.awaitTold("ringing", "answered");
      assertThat(bench.audio().current().rtp())
          .isEqualTo(TestHouse.loopback(DiallingHouse.FAR_AUDIO));

      bench.far.send(bench.far.within(Method.BYE, 1, new byte[0]));
      assertThat(bench.far.response().status()).isEqualTo(200);
      bench.awaitLeft(LeaveReason.HUNG_UP);
      bench.awaitOver();
      assertThat(bench.progress.told()).containsExactly("ringing", "answered");
    }
  }

  @ParameterizedTest
  @EnumSource(Transport.class)
  void twoServersCallEachOther(Transport transport) throws Exception {
    try (TestHouse called = TestHouse.open();
        DiallingHouse bench = DiallingHouse.open()) {
      SipUri room = called.room("standup", transport);
      bench.dial(
          bench.request(
              new Destination.Sip(room.encoded()), DiallingHouse.LONG, true, Optional.empty()));
      bench.progress.awaitTold("answered");
      called.awaitPresent(1);
      assertThat(called.admission.join(called.onlyCall()).room()).isEqualTo("standup");
      assertThat(bench.audio().current().rtp().getPort())
          .isEqualTo(called.audio.of(called.onlyCall()).rtpPort());

      bench.hangUp(LeaveReason.KICKED);
      bench.hangUp(LeaveReason.KICKED);
      called.awaitPresent(0);
      assertThat(called.admission.left()).containsValue(LeaveReason.HUNG_UP);
      bench.awaitOver();
      assertThat(bench.progress.told()).containsExactly("answered");
      assertThat(bench.house.admission.left()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "486, BUSY",
    "600, BUSY",
    "603, BUSY",
    "480, NO_ANSWER",
    "408, NO_ANSWER",
    "487, NO_ANSWER",
    "302, FAILED",
    "401, FAILED",
    "404, FAILED",
    "484, FAILED",
    "503, FAILED"
  })
  void aRefusalBecomesAStatus(int response, CallStatus status) throws Exception {
    try (DiallingHouse bench = DiallingHouse.open()) {
      bench.dial();
      SipRequest invite = bench.invite();
      bench.respond(invite, response, "far");
      assertThat(bench.next(Method.ACK).via()).isEqualTo(invite.via());
      DialFailure failure = bench.progress.awaitFailure();
      assertThat(failure.status()).isEqualTo(status);
      assertThat(failure.sipResponse()).contains(response);
      assertThat(failure.explanation()).contains(Integer.toString(response));
      bench.awaitOver();
      assertThat(bench.progress.told()).containsExactly("failed");
    }
  }

  @Test
  void whatThePhoneSaysInItsRefusalCannotSpoilTheLog() throws Exception {
    try (DiallingHouse bench = DiallingHouse.open()) {
      bench.dialAs("ann", "wrong");
      String challenge = "Digest nonce=\"n\", realm=\"\\\u0007" + "r".repeat(1_000) + "\"";
      bench.challenge(bench.invite(), 401, challenge);
      bench.next(Method.ACK);
      bench.challenge(bench.next(Method.INVITE), 401, challenge);
      String explanation = bench.progress.awaitFailure().explanation();
      assertThat(explanation).contains("wrong credentials").hasSizeLessThan(400);
      assertThat(explanation.chars().anyMatch(Character::isISOControl)).isFalse();
    }
  }

  @Test
  void aPhoneThatNobodyAnswersIsTakenBack() throws Exception {
    try (DiallingHouse bench = DiallingHouse.open()) {
      bench.dial(
          bench.request(bench.request().to(), Duration.ofSeconds(1), true, Optional.empty()));
      SipRequest invite = bench.invite();
      bench.respond(invite, 180, "far");
      SipRequest cancel = bench.next(Method.CANCEL);
      assertThat(cancel.via()).isEqualTo(invite.via());
      DialFailure failure = bench.progress.awaitFailure();
      assertThat(failure.status()).isEqualTo(CallStatus.NO_ANSWER);
      assertThat(failure.sipResponse()).isEmpty();
      bench.respond(cancel, 200, "far");
      bench.respond(invite, 487, "far");
      bench.next(Method.ACK);
      bench.awaitOver();
      assertThat(bench.progress.told()).containsExactly("ringing", "failed");
    }
  }

  @Test
  void aCallIsTakenBackOnlyOnceThePhoneWasHeardOf() throws Exception {
    try (DiallingHouse bench = DiallingHouse.openFast()) {
      bench.dial();
      SipRequest invite = bench.invite();
      bench.hangUp(LeaveReason.KICKED);
      assertThat(bench.far.request(Method.INVITE)).isEqualTo(invite);
      bench.respond(invite, 180, "far");
      SipRequest cancel = bench.far.request(Method.CANCEL);
      bench.respond(cancel, 200, "far");
      bench.respond(invite, 487, "far");
      bench.far.request(Method.ACK);
      bench.awaitOver();
      assertThat(bench.progress.told()).isEmpty();
    }
  }

  @Test
  void anAnswerThatCrossesTheCancelIsAcknowledgedAndHungUp() throws Exception {
    try (DiallingHouse bench = DiallingHouse.open()) {
      bench.dial();
      SipRequest invite = bench.invite();
      bench.respond(invite, 180, "far");
      bench.progress.awaitTold("ringing");
      bench.hangUp(LeaveReason.KICKED);
      SipRequest cancel = bench.next(Method.CANCEL);
      bench.far.send(bench.success(invite, "far"));
      assertThat(bench.next(Method.ACK).toTag()).contains("far");
      SipRequest bye = bench.next(Method.BYE);
      bench.respond(cancel, 200, "far");
      bench.respond(bye, 200, "far");
      bench.awaitOver();
      assertThat(bench.progress.told()).containsExactly("ringing");
    }
  }

  @Test
  void theFirstOfSeveralPhonesHasTheCall() throws Exception {
    try (DiallingHouse bench = DiallingHouse.open()) {
      bench.dial();
      SipRequest invite = bench.invite();
      SipResponse first = bench.success(invite, "first");
      bench.far.send(first);
      assertThat(bench.next(Method.ACK).toTag()).contains("first");
      bench.progress.awaitTold("answered");
      bench.far.send(bench.far.success(invite, "second", TestHouse.offer(42_002)));
      assertThat(bench.next(Method.ACK).toTag()).contains("second");
      SipRequest bye = bench.next(Method.BYE);
      assertThat(bye.toTag()).contains("second");
      bench.respond(bye, 200, "second");
      bench.far.send(bench.far.within(Method.INFO, 1, new byte[0]));
      assertThat(bench.far.response().status()).isEqualTo(481);

      bench.success(invite, "first");
      bench.far.send(bench.far.within(Method.INFO, 1, new byte[0]));
      assertThat(bench.far.response().status()).isEqualTo(200);
      assertThat(bench.audio().configured()).hasSize(1);
      assertThat(bench.progress.told()).containsExactly("answered");
    }
  }

  @Test
  void aLostInviteAndALostAckAreSentAgain() throws Exception {
    try (DiallingHouse bench = DiallingHouse.openFast()) {
      bench.dial();
      SipRequest invite = bench.invite();
      assertThat(bench.far.request(Method.INVITE)).isEqualTo(invite);
      SipResponse success = bench.success(invite, "far");
      bench.far.send(success);
      SipRequest ack = bench.far.request(Method.ACK);
      bench.far.send(success);
      assertThat(bench.far.request(Method.ACK)).isEqualTo(ack);
      bench.progress.awaitTold("answered");
    }
  }

  @Test
  void nobodyThereOverUdpFailsAtTheEndOfTheTransaction() throws Exception {
    try (DiallingHouse bench = DiallingHouse.openFast()) {
      bench.dial();
      DialFailure failure = bench.progress.awaitFailure();
      assertThat(failure.status()).isEqualTo(CallStatus.FAILED);
      assertThat(failure.sipResponse()).isEmpty();
      assertThat(failure.explanation()).contains("did not respond");
      bench.awaitOver();
    }
  }

  @Test
  void nobodyThereOverTcpFailsAtOnce() throws Exception {
    int port;
    try (ServerSocket taken = new ServerSocket(0)) {
      port = taken.getLocalPort();
    }
    try (DiallingHouse bench = DiallingHouse.open()) {
      bench.dial(to(bench, "sip:bob@127.0.0.1:" + port + ";transport=tcp"));
      DialFailure failure = bench.progress.awaitFailure();
      assertThat(failure.status()).isEqualTo(CallStatus.FAILED);
      assertThat(failure.explanation()).contains("could not be sent");
      bench.awaitOver();
    }
  }

  @Test
  void aHostWithoutAddressFails() throws Exception {
    try (DiallingHouse bench = DiallingHouse.open()) {
      bench.dial(to(bench, "sip:bob@nowhere.invalid"));
      DialFailure failure = bench.progress.awaitFailure();
      assertThat(failure.status()).isEqualTo(CallStatus.FAILED);
      assertThat(failure.explanation()).contains("nowhere.invalid");
      bench.awaitOver();
    }
  }

  @Test
  void aCallWithoutAudioPortFails() throws Exception {
    try (DiallingHouse bench = DiallingHouse.open()) {
      bench.house.audio.exhaust();
      bench.dial();
      DialFailure failure = bench.progress.awaitFailure();
      assertThat(failure.status()).isEqualTo(CallStatus.FAILED);
      assertThat(failure.explanation()).contains("audio port");
      bench.awaitOver();
    }
  }

  @Test
  void audioThatWeDoNotSpeakIsHungUp() throws Exception {
    try (DiallingHouse bench = DiallingHouse.open()) {
      bench.dial();
      SipRequest invite = bench.invite();
      SessionDescription speex =
          SessionDescription.parse(
              TestHouse.offer(42_000)
                  .toString()
                  .replace("RTP/AVP 0 8 101", "RTP/AVP 97")
                  .getBytes(StandardCharsets.UTF_8));
      bench.far.send(bench.far.success(invite, "far", speex));
      bench.next(Method.ACK);
      SipRequest bye = bench.next(Method.BYE);
      assertThat(bye.headers().first("Reason").orElseThrow()).contains("cause=488");
      bench.respond(bye, 200, "far");
      DialFailure failure = bench.progress.awaitFailure();
      assertThat(failure.status()).isEqualTo(CallStatus.FAILED);
      assertThat(failure.sipResponse()).contains(488);
      bench.awaitOver();
    }
  }

  @Test
  void anAnswerWithoutContactFails() throws Exception {
    try (DiallingHouse bench = DiallingHouse.open()) {
      bench.dial();
      SipResponse answer = bench.success(bench.invite(), "far");
      bench.far.send(answer.withHeaders(answer.headers().without("Contact")));
      assertThat(bench.progress.awaitFailure().explanation()).contains("Contact");
      bench.awaitOver();
    }
  }

  @Test
  void anAnsweredCallThatIsNotWantedIsHungUp() throws Exception {
    try (DiallingHouse bench = DiallingHouse.open()) {
      bench.progress.refuse();
      bench.dial();
      bench.far.send(bench.success(bench.invite(), "far"));
      bench.next(Method.ACK);
      SipRequest bye = bench.next(Method.BYE);
      bench.respond(bye, 200, "far");
      bench.awaitOver();
      assertThat(bench.house.admission.left()).isEmpty();
    }
  }

  @Test
  void aPhoneThatHangsUpWhileItsAnswerIsTakenLeavesAfterwards() throws Exception {
    try (DiallingHouse bench = DiallingHouse.open()) {
      bench.progress.closeDoor();
      bench.dial();
      bench.far.send(bench.success(bench.invite(), "far"));
      bench.next(Method.ACK);
      bench.progress.awaitTold("answered");
      bench.far.send(bench.far.within(Method.BYE, 1, new byte[0]));
      // A second request shows that the BYE was taken in; its own answer waits for nothing.
      bench.far.send(bench.far.within(Method.INFO, 2, new byte[0]));
      assertThat(bench.far.response().cseq().method()).isEqualTo(Method.INFO);
      assertThat(bench.house.admission.left()).isEmpty();
      bench.progress.openDoor();
      assertThat(bench.far.response().cseq().method()).isEqualTo(Method.BYE);
      bench.awaitLeft(LeaveReason.HUNG_UP);
      bench.awaitOver();
    }
  }

  @Test
  void aCallTakenBackBeforeItBeganSendsNothing() throws Exception {
    try (DiallingHouse bench = DiallingHouse.open()) {
      bench.house.audio.closeDoor();
      bench.dial();
      bench.hangUp(LeaveReason.KICKED);
      bench.house.audio.openDoor();
      bench.awaitOver();
      assertThat(bench.house.server.statistics().transport().sent()).isZero();
      assertThat(bench.progress.told()).isEmpty();
    }
  }

  @Test
  void aStoppingServerTakesARingingCallBack() throws Exception {
    try (DiallingHouse bench = DiallingHouse.open()) {
      bench.dial();
      SipRequest invite = bench.invite();
      bench.respond(invite, 180, "far");
      bench.progress.awaitTold("ringing");
      bench.house.server.close();
      bench.next(Method.CANCEL);
      assertThat(bench.progress.awaitFailure().status()).isEqualTo(CallStatus.CANCELED);
      Await.until(
          () -> bench.house.audio.open() == 0 ? Optional.empty() : Optional.of("audio is open"));
    }
  }

  @Test
  void aStoppedServerMakesNoCalls() throws Exception {
    try (DiallingHouse bench = DiallingHouse.open()) {
      bench.house.server.close();
      bench.dial();
      assertThat(bench.progress.awaitFailure().explanation()).contains("stops");
    }
  }

  @Test
  void callsInAndOutHaveOneLimit() throws Exception {
    try (DiallingHouse bench = DiallingHouse.open(settings -> settings.withMaxCalls(1));
        RawPhone phone = new RawPhone(bench.house.address(Transport.UDP), "phone")) {
      phone.join("room");
      bench.dial();
      DialFailure failure = bench.progress.awaitFailure();
      assertThat(failure.status()).isEqualTo(CallStatus.FAILED);
      assertThat(failure.explanation()).contains("as many calls");
    }
  }

  private static DialRequest to(DiallingHouse bench, String uri) {
    return bench.request(new Destination.Sip(uri), DiallingHouse.LONG, true, Optional.empty());
  }
}
