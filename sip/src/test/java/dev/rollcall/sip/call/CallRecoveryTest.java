package dev.rollcall.sip.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.conference.LeaveReason;
import dev.rollcall.core.identity.CallSid;
import dev.rollcall.core.testing.Await;
import dev.rollcall.sip.client.CallFailedException;
import dev.rollcall.sip.client.OutgoingCall;
import dev.rollcall.sip.message.SipMessage;
import dev.rollcall.sip.message.SipRequest;
import dev.rollcall.sip.message.SipResponse;
import dev.rollcall.sip.transport.Transport;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** Lost, repeated and crossing messages, and phones that vanish. */
class CallRecoveryTest {
  private static TestHouse fastHouse() throws IOException {
    return TestHouse.open(settings -> settings.withTimers(TestHouse.FAST));
  }

  private static void awaitLeft(TestHouse house, LeaveReason reason) {
    Await.until(
        () -> {
          Map<CallSid, LeaveReason> left = house.admission.left();
          return left.containsValue(reason) ? Optional.empty() : Optional.of("left: " + left);
        });
  }

  @Test
  void aRepeatedInviteJoinsOnce() throws IOException {
    try (TestHouse house = TestHouse.open();
        RawPhone phone = new RawPhone(house.address(Transport.UDP), "phone")) {
      house.admission.closeDoor();
      String invite = phone.invite("room", phone.nextBranch(), 1, "");
      phone.send(invite);
      phone.send(invite);
      phone.send(invite);
      assertThat(phone.receive())
          .isInstanceOfSatisfying(
              SipResponse.class, trying -> assertThat(trying.status()).isEqualTo(100));
      house.admission.openDoor();
      SipResponse answer = phone.response();
      phone.acknowledge(answer);
      phone.send(invite);
      assertThat(phone.ask(RawPhone.withoutBody(phone.within("OPTIONS", answer, 2, ""))).status())
          .isEqualTo(200);
      assertThat(house.admission.joins()).hasSize(1);
    }
  }

  @Test
  void aLostAckMakesTheAnswerComeAgainAndThenEndsTheCall() throws IOException {
    try (TestHouse house = fastHouse();
        RawPhone phone = new RawPhone(house.address(Transport.UDP), "phone")) {
      SipResponse first = phone.ask(phone.invite("room", phone.nextBranch(), 1, ""));
      int repetitions = 0;
      SipMessage message = phone.receive();
      while (message instanceof SipResponse repeated) {
        assertThat(repeated).isEqualTo(first);
        repetitions++;
        message = phone.receive();
      }
      SipRequest bye = (SipRequest) message;
      assertThat(bye.method().name()).isEqualTo("BYE");
      // T1, then doubling to T2, within 64*T1: 1 + 2 + 4 + 8 + 8 + ... = 10 repetitions.
      assertThat(repetitions).isBetween(8, 10);
      phone.answer(bye, 200);
      assertThat(house.admission.left()).containsValue(LeaveReason.NEVER_ACKNOWLEDGED);
      house.awaitCalls(0);
    }
  }

  @Test
  void aLateAckStopsTheRepetition() throws IOException {
    try (TestHouse house = fastHouse();
        RawPhone phone = new RawPhone(house.address(Transport.UDP), "phone")) {
      phone.ask(phone.invite("room", phone.nextBranch(), 1, ""));
      SipResponse repeated = phone.response();
      phone.acknowledge(repeated);
      SipResponse bye = phone.ask(RawPhone.withoutBody(phone.within("BYE", repeated, 2, "")));
      while (bye.cseq().method().name().equals("INVITE")) {
        bye = phone.response();
      }
      assertThat(bye.status()).isEqualTo(200);
      assertThat(house.admission.left()).containsValue(LeaveReason.HUNG_UP);
    }
  }

  @Test
  void aCallTakenBackWhileJoiningLeavesAtOnce() throws Exception {
    try (TestHouse house = TestHouse.open()) {
      house.admission.closeDoor();
      OutgoingCall call =
          house.client.place(house.invite("room", Transport.UDP), TestHouse.answers(40_000));
      Await.until(
          () -> house.admission.joins().size() == 1 ? Optional.empty() : Optional.of("no join"));
      call.cancel();
      CallFailedException failed =
          Assertions.catchThrowableOfType(
              CallFailedException.class, () -> call.await(TestHouse.WAIT));
      assertThat(failed.status()).isEqualTo(487);
      assertThat(call.provisional()).contains(100);
      house.admission.openDoor();
      awaitLeft(house, LeaveReason.HUNG_UP);
      house.awaitCalls(0);
      assertThat(house.audio.open()).isZero();
    }
  }

  @Test
  void aByeForACallThatIsStillJoiningIsRefused() throws IOException {
    try (TestHouse house = TestHouse.open();
        RawPhone phone = new RawPhone(house.address(Transport.UDP), "phone")) {
      house.admission.closeDoor();
      String uri = "sip:room@127.0.0.1";
      String branch = phone.nextBranch();
      phone.send(phone.invite("room", branch, 1, ""));
      phone.send(
          RawPhone.withoutBody(phone.request("CANCEL", uri, branch, 1, "<" + uri + ">", "")));
      SipResponse refusal = phone.response();
      while (refusal.status() != 487) {
        refusal = phone.response();
      }
      String to = refusal.to().encoded();
      phone.send(RawPhone.withoutBody(phone.request("ACK", uri, branch, 1, to, "")));
      phone.send(RawPhone.withoutBody(phone.request("BYE", uri, phone.nextBranch(), 2, to, "")));
      SipResponse bye = phone.response();
      while (!bye.cseq().method().name().equals("BYE")) {
        bye = phone.response();
      }
      assertThat(bye.status()).isEqualTo(481);
      house.admission.openDoor();
      awaitLeft(house, LeaveReason.HUNG_UP);
      house.awaitCalls(0);
      assertThat(house.audio.open()).isZero();
    }
  }

  @Test
  void aCancelForNothingIsRefused() throws IOException {
    try (TestHouse house = TestHouse.open();
        RawPhone phone = new RawPhone(house.address(Transport.UDP), "phone")) {
      String uri = "sip:room@127.0.0.1";
      SipResponse response =
          phone.ask(
              RawPhone.withoutBody(
                  phone.request("CANCEL", uri, phone.nextBranch(), 1, "<" + uri + ">", "")));
      assertThat(response.status()).isEqualTo(481);
    }
  }

  @Test
  void aCancelAfterTheAnswerChangesNothing() throws IOException {
    try (TestHouse house = TestHouse.open();
        RawPhone phone = new RawPhone(house.address(Transport.UDP), "phone")) {
      String branch = phone.nextBranch();
      SipResponse answer = phone.ask(phone.invite("room", branch, 1, ""));
      phone.acknowledge(answer);
      String uri = "sip:room@127.0.0.1";
      SipResponse cancelled =
          phone.ask(
              RawPhone.withoutBody(phone.request("CANCEL", uri, branch, 1, "<" + uri + ">", "")));
      assertThat(cancelled.status()).isEqualTo(200);
      assertThat(cancelled.cseq().method().name()).isEqualTo("CANCEL");
      assertThat(house.admission.present()).hasSize(1);
    }
  }

  @Test
  void coreHangsUpBeforeTheAckAndByeWaitsForIt() throws IOException {
    try (TestHouse house = TestHouse.open();
        RawPhone phone = new RawPhone(house.address(Transport.UDP), "phone")) {
      SipResponse answer = phone.ask(phone.invite("room", phone.nextBranch(), 1, ""));
      house.admission.join(house.onlyCall()).leg().hangUp(LeaveReason.KICKED);
      assertThat(phone.receive()).isInstanceOf(SipResponse.class).isEqualTo(answer);
      phone.acknowledge(answer);
      SipRequest bye = phone.request();
      assertThat(bye.method().name()).isEqualTo("BYE");
      phone.answer(bye, 200);
      house.awaitCalls(0);
    }
  }

  @Test
  void aSilentPhoneThatAnswersStays() throws IOException {
    try (TestHouse house = watchful();
        RawPhone phone = new RawPhone(house.address(Transport.UDP), "phone")) {
      house.audio.silentFor(Duration.ofMinutes(1));
      SipResponse answer = phone.join("room");
      for (int i = 0; i < 3; i++) {
        SipRequest options = phone.request();
        assertThat(options.method().name()).isEqualTo("OPTIONS");
        assertThat(options.toTag()).contains("phone");
        phone.answer(options, i == 0 ? 405 : 200);
      }
      assertThat(house.admission.present()).hasSize(1);
      assertThat(answer.status()).isEqualTo(200);
    }
  }

  @Test
  void aDeadPhoneLeaves() throws IOException {
    try (TestHouse house = watchful();
        RawPhone phone = new RawPhone(house.address(Transport.UDP), "phone")) {
      phone.join("room");
      phone.die();
      house.audio.silentFor(Duration.ofMinutes(1));
      awaitLeft(house, LeaveReason.UNREACHABLE);
      house.awaitCalls(0);
    }
  }

  @Test
  void aPhoneThatForgotTheCallLeaves() throws IOException {
    try (TestHouse house = watchful();
        RawPhone phone = new RawPhone(house.address(Transport.UDP), "phone")) {
      phone.join("room");
      house.audio.silentFor(Duration.ofMinutes(1));
      phone.answer(phone.request(), 481);
      SipRequest bye = phone.request();
      assertThat(bye.method().name()).isEqualTo("BYE");
      assertThat(house.admission.left()).containsValue(LeaveReason.UNREACHABLE);
      phone.answer(bye, 481);
      house.awaitCalls(0);
    }
  }

  private static TestHouse watchful() throws IOException {
    return TestHouse.open(
        settings ->
            settings
                .withTimers(TestHouse.FAST)
                .withKeepAlive(
                    Duration.ofMillis(60), Duration.ofMillis(300), Duration.ofMillis(20)));
  }
}
