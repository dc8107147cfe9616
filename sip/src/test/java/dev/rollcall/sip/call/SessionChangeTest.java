package dev.rollcall.sip.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rollcall.core.conference.LeaveReason;
import dev.rollcall.core.testing.Await;
import dev.rollcall.sip.client.CallFailedException;
import dev.rollcall.sip.client.ClientCall;
import dev.rollcall.sip.message.Method;
import dev.rollcall.sip.message.SipRequest;
import dev.rollcall.sip.message.SipResponse;
import dev.rollcall.sip.sdp.AudioCodec;
import dev.rollcall.sip.sdp.RemoteAudio;
import dev.rollcall.sip.sdp.SessionDescription;
import dev.rollcall.sip.transport.Transport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What happens within a call: hold, other addresses and codecs, questions out of order. */
class SessionChangeTest {
  private TestHouse house;

  @BeforeEach
  void open() throws IOException {
    house = TestHouse.open();
  }

  @AfterEach
  void close() {
    house.close();
  }

  private ClientCall dial(Transport transport) throws Exception {
    return house.client.dial(
        house.invite("room", transport), TestHouse.answers(40_000), TestHouse.WAIT);
  }

  private RemoteAudio audio() {
    return house.audio.of(house.onlyCall()).current();
  }

  private static SessionDescription offer(int port, String from, String to) throws Exception {
    String text = new String(TestHouse.offer(port).toBytes(), StandardCharsets.UTF_8);
    assertThat(text).contains(from);
    return SessionDescription.parse(text.replace(from, to).getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @EnumSource(Transport.class)
  void holdAndResume(Transport transport) throws Exception {
    ClientCall call = dial(transport);
    assertThat(audio().weMaySend()).isTrue();

    SessionDescription held = call.reinvite(offer(40_000, "a=sendrecv", "a=sendonly"));
    assertThat(held.toString()).contains("a=recvonly");
    assertThat(audio().weMaySend()).isFalse();

    call.reinvite(offer(40_010, "a=sendrecv", "a=sendrecv"));
    assertThat(audio().weMaySend()).isTrue();
    assertThat(audio().rtp().getPort()).isEqualTo(40_010);
    call.hangUp();
  }

  @Test
  void anotherCodec() throws Exception {
    ClientCall call = dial(Transport.UDP);
    assertThat(audio().codec()).isEqualTo(AudioCodec.PCMU);
    call.reinvite(offer(40_000, "RTP/AVP 0 8", "RTP/AVP 8"));
    assertThat(audio().codec()).isEqualTo(AudioCodec.PCMA);
    call.hangUp();
  }

  @Test
  void whatCannotBeAgreedLeavesTheSessionAsItWas() throws Exception {
    ClientCall call = dial(Transport.UDP);
    RemoteAudio before = audio();
    SessionDescription impossible = offer(40_020, "RTP/AVP 0 8", "RTP/AVP 3");
    CallFailedException failed =
        catchThrowableOfType(CallFailedException.class, () -> call.reinvite(impossible));
    assertThat(failed.status()).isEqualTo(488);
    assertThat(house.audio.of(house.onlyCall()).configured()).containsExactly(before);
    call.hangUp();
  }

  @Test
  void updateChangesTheSessionToo() throws Exception {
    ClientCall call = dial(Transport.UDP);
    SipResponse changed =
        call.request(Method.UPDATE, Optional.of(offer(40_030, "a=sendrecv", "a=inactive")));
    assertThat(changed.status()).isEqualTo(200);
    assertThat(new String(changed.body(), StandardCharsets.UTF_8)).contains("a=inactive");
    assertThat(audio().weMaySend()).isFalse();
    assertThat(call.request(Method.UPDATE, Optional.empty()).status()).isEqualTo(200);
    call.hangUp();
  }

  @ParameterizedTest
  @EnumSource(Transport.class)
  void withoutAnOfferWeMakeItAndTheAckAnswers(Transport transport) throws Exception {
    ClientCall call =
        house.client.dial(
            house.invite("room", transport).offerless(), TestHouse.answers(40_040), TestHouse.WAIT);
    Await.until(
        () ->
            house.audio.of(house.onlyCall()).configured().isEmpty()
                ? Optional.of("nothing agreed")
                : Optional.empty());
    assertThat(audio().rtp().getPort()).isEqualTo(40_040);
    assertThat(call.request(Method.INVITE, Optional.empty()).status()).isEqualTo(200);
    Await.until(
        () ->
            house.audio.of(house.onlyCall()).configured().size() == 2
                ? Optional.empty()
                : Optional.of("not agreed again"));
    call.hangUp();
  }

  @Test
  void withoutAnAnswerInTheAckTheCallEnds() throws Exception {
    ClientCall call =
        house.client.dial(
            house.invite("room", Transport.UDP).offerless(),
            offer -> Optional.empty(),
            TestHouse.WAIT);
    Await.until(() -> call.remoteEnd().isPresent() ? Optional.empty() : Optional.of("no BYE came"));
    assertThat(call.remoteEnd().orElseThrow().reason().orElse("")).contains("cause=488");
    assertThat(house.admission.left()).containsValue(LeaveReason.NO_COMMON_AUDIO);
  }

  @Test
  void aReinviteBeforeTheAckMustWait() throws Exception {
    try (RawPhone phone = new RawPhone(house.address(Transport.UDP), "phone")) {
      SipResponse answer = phone.ask(phone.invite("room", phone.nextBranch(), 1, ""));
      String uri = RawPhone.contactOf(answer);
      String to = answer.to().encoded();
      String branch = phone.nextBranch();
      phone.send(
          RawPhone.withSdp(
              phone.request("INVITE", uri, branch, 2, to, ""), TestHouse.offer(40_000).toBytes()));
      SipResponse glare = phone.response();
      while (glare.cseq().number() == 1) {
        glare = phone.response();
      }
      assertThat(glare.status()).isEqualTo(491);
      phone.send(RawPhone.withoutBody(phone.request("ACK", uri, branch, 2, to, "")));
      phone.acknowledge(answer);
      phone.send(RawPhone.withoutBody(phone.within("BYE", answer, 3, "")));
      SipResponse bye = phone.response();
      while (bye.cseq().number() < 3) {
        bye = phone.response();
      }
      assertThat(bye.status()).isEqualTo(200);
    }
  }

  @Test
  void requestsWithinTheCall() throws Exception {
    try (RawPhone phone = new RawPhone(house.address(Transport.UDP), "phone")) {
      SipResponse answer = phone.join("room");
      String dtmf = "Content-Type: application/dtmf-relay\r\nContent-Length: 8\r\n\r\nSignal=5";
      assertThat(phone.ask(phone.within("INFO", answer, 5, "") + dtmf).status()).isEqualTo(200);
      String other = "Content-Type: text/plain\r\nContent-Length: 2\r\n\r\nhi";
      assertThat(phone.ask(phone.within("INFO", answer, 6, "") + other).status()).isEqualTo(415);
      assertThat(phone.ask(RawPhone.withoutBody(phone.within("INFO", answer, 7, ""))).status())
          .isEqualTo(200);
      SipResponse options = phone.ask(RawPhone.withoutBody(phone.within("OPTIONS", answer, 8, "")));
      assertThat(options.headers().contains("Allow")).isTrue();
      assertThat(phone.ask(RawPhone.withoutBody(phone.within("INFO", answer, 2, ""))).status())
          .isEqualTo(500);
      String stranger = phone.within("BYE", answer, 9, "").replace(";tag=phone", ";tag=somebody");
      assertThat(phone.ask(RawPhone.withoutBody(stranger)).status()).isEqualTo(481);
      assertThat(house.admission.present()).hasSize(1);
      assertThat(phone.ask(RawPhone.withoutBody(phone.within("BYE", answer, 9, ""))).status())
          .isEqualTo(200);
      assertThat(phone.ask(RawPhone.withoutBody(phone.within("BYE", answer, 10, ""))).status())
          .isEqualTo(481);
    }
  }

  @Test
  void routesOfTheInviteAreFollowed() throws Exception {
    try (RawPhone proxy = new RawPhone(house.address(Transport.UDP), "proxy")) {
      String route = "<sip:127.0.0.1:" + proxy.port() + ";lr>";
      String invite =
          proxy
              .invite("room", proxy.nextBranch(), 1, "Record-Route: " + route + "\r\n")
              .replace("Contact: <sip:proxy@127.0.0.1:" + proxy.port(), "Contact: <sip:p@[::1]:9");
      SipResponse answer = proxy.ask(invite);
      assertThat(answer.headers().first("Record-Route")).contains(route);
      proxy.acknowledge(answer);
      house.admission.join(house.onlyCall()).leg().hangUp(LeaveReason.KICKED);
      SipRequest bye = proxy.request();
      assertThat(bye.headers().first("Route")).contains(route);
      assertThat(bye.uri().encoded()).isEqualTo("sip:p@[::1]:9");
      proxy.answer(bye, 200);
      house.awaitCalls(0);
    }
  }
}
