package dev.rollcall.sip.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.conference.Controls;
import dev.rollcall.core.conference.LeaveReason;
import dev.rollcall.core.identity.CallSid;
import dev.rollcall.core.signalling.JoinRequest;
import dev.rollcall.core.testing.Await;
import dev.rollcall.sip.client.ClientCall;
import dev.rollcall.sip.message.Method;
import dev.rollcall.sip.message.SipRequest;
import dev.rollcall.sip.message.SipResponse;
import dev.rollcall.sip.transport.Transport;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The plain way of a call: in, heard, out. */
class CallFlowTest {
  @ParameterizedTest
  @EnumSource(Transport.class)
  void aPhoneCallsInAndHangsUp(Transport transport) throws Exception {
    try (TestHouse house = TestHouse.open()) {
      ClientCall call =
          house.client.dial(
              house.invite("Team Room", transport), TestHouse.answers(40_000), TestHouse.WAIT);
      CallSid sid = house.onlyCall();
      JoinRequest join = house.admission.join(sid);
      assertThat(join.room()).isEqualTo("Team Room");
      assertThat(join.account()).isEqualTo(TestHouse.ACCOUNT);
      assertThat(join.controls()).isEqualTo(Controls.DEFAULT);
      assertThat(join.label()).isEmpty();
      assertThat(join.parties().from()).isEqualTo("sip:alice@10.0.0.1");
      assertThat(join.parties().to())
          .isEqualTo("sip:Team%20Room@127.0.0.1:" + house.address(transport).getPort());
      assertThat(join.parties().name()).contains("Alice");
      assertThat(house.audio.of(sid).current().rtp()).isEqualTo(TestHouse.loopback(40_000));
      assertThat(call.remoteSdp().toString()).contains("m=audio " + house.audio.of(sid).rtpPort());

      call.hangUp();

      assertThat(house.admission.left()).containsEntry(sid, LeaveReason.HUNG_UP);
      assertThat(house.audio.of(sid).isClosed()).isTrue();
      house.awaitCalls(0);
    }
  }

  @ParameterizedTest
  @EnumSource(Transport.class)
  void coreHangsUpAndThePhoneLearnsWhy(Transport transport) throws Exception {
    try (TestHouse house = TestHouse.open()) {
      ClientCall call =
          house.client.dial(
              house.invite("room", transport), TestHouse.answers(40_000), TestHouse.WAIT);
      CallSid sid = house.onlyCall();
      JoinRequest join = house.admission.join(sid);

      join.leg().hangUp(LeaveReason.KICKED);
      join.leg().hangUp(LeaveReason.KICKED);

      Await.until(
          () -> call.remoteEnd().isPresent() ? Optional.empty() : Optional.of("no BYE came"));
      assertThat(call.remoteEnd().orElseThrow().reason())
          .contains("SIP;cause=403;text=\"Removed from the conference\"");
      house.awaitCalls(0);
      assertThat(house.audio.of(sid).isClosed()).isTrue();
    }
  }

  @Test
  void aStoppingServerHangsUpAllCalls() throws Exception {
    ClientCall call;
    try (TestHouse house = TestHouse.open()) {
      call =
          house.client.dial(
              house.invite("room", Transport.UDP), TestHouse.answers(40_000), TestHouse.WAIT);
      CallSid sid = house.onlyCall();
      house.server.close();
      assertThat(house.admission.left()).containsEntry(sid, LeaveReason.SERVER_STOPPED);
      assertThat(house.server.statistics().calls()).isZero();
    }
    assertThat(call.remoteEnd().orElseThrow().reason().orElseThrow()).contains("cause=503");
  }

  @Test
  void aStoppingServerHangsUpAPhoneThatNeverAcknowledged() throws Exception {
    try (TestHouse house = TestHouse.open();
        RawPhone phone = new RawPhone(house.address(Transport.UDP), "phone")) {
      phone.ask(phone.invite("room", phone.nextBranch(), 1, ""));
      CallSid sid = house.onlyCall();
      house.server.close();
      SipRequest bye = phone.request();
      assertThat(bye.method()).isEqualTo(Method.BYE);
      assertThat(bye.headers().first("Reason").orElseThrow()).contains("cause=503");
      assertThat(house.admission.left()).containsEntry(sid, LeaveReason.SERVER_STOPPED);
      assertThat(house.audio.of(sid).isClosed()).isTrue();
    }
  }

  @Test
  void aStoppingServerRefusesACallThatIsStillJoining() throws Exception {
    try (TestHouse house = TestHouse.open();
        RawPhone phone = new RawPhone(house.address(Transport.UDP), "phone")) {
      house.admission.closeDoor();
      phone.send(phone.invite("room", phone.nextBranch(), 1, ""));
      Await.until(
          () -> house.admission.joins().size() == 1 ? Optional.empty() : Optional.of("no join"));
      house.server.close();
      SipResponse refusal = phone.response();
      assertThat(refusal.status()).isEqualTo(503);
      assertThat(refusal.headers().first("Retry-After")).contains("10");
      house.admission.openDoor();
      house.awaitCalls(0);
      assertThat(house.admission.left()).containsValue(LeaveReason.SERVER_STOPPED);
      assertThat(house.audio.open()).isZero();
    }
  }
}
