package dev.rollcall.sip.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.conference.LeaveReason;
import dev.rollcall.sip.message.MediaType;
import dev.rollcall.sip.message.Method;
import dev.rollcall.sip.message.SipRequest;
import dev.rollcall.sip.message.SipResponse;
import dev.rollcall.sip.sdp.SessionDescription;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A call that we made is, once it is answered, a call like any other; and what comes before. */
class DialledCallInDialogTest {
  private static final byte[] NONE = {};

  @Test
  void thePhoneHoldsAndResumes() throws Exception {
    try (DiallingHouse bench = DiallingHouse.open()) {
      bench.establish();
      byte[] hold =
          TestHouse.offer(42_010)
              .toString()
              .replace("a=sendrecv", "a=sendonly")
              .getBytes(StandardCharsets.UTF_8);
      bench.far.send(bench.far.within(Method.INVITE, 1, hold));
      SipResponse held = finalResponse(bench, 1);
      assertThat(held.status()).isEqualTo(200);
      assertThat(SessionDescription.parse(held.body()).toString()).contains("a=recvonly");
      assertThat(bench.audio().current().weMaySend()).isFalse();
      bench.far.send(bench.far.within(Method.ACK, 1, NONE));

      bench.far.send(bench.far.within(Method.UPDATE, 2, TestHouse.offer(42_010).toBytes()));
      assertThat(finalResponse(bench, 2).status()).isEqualTo(200);
      assertThat(bench.audio().current().weMaySend()).isTrue();

      bench.far.send(bench.far.within(Method.INVITE, 3, NONE));
      SipResponse ours = finalResponse(bench, 3);
      assertThat(SessionDescription.parse(ours.body()).toString()).contains("m=audio");
      bench.far.send(bench.far.within(Method.ACK, 3, TestHouse.offer(42_020).toBytes()));
      bench.far.send(bench.far.within(Method.OPTIONS, 4, NONE));
      assertThat(finalResponse(bench, 4).status()).isEqualTo(200);
      assertThat(bench.audio().current().rtp().getPort()).isEqualTo(42_020);
    }
  }

  @Test
  void coreHangsUpAndThePhoneLearnsWhy() throws Exception {
    try (DiallingHouse bench = DiallingHouse.open()) {
      SipRequest invite = bench.establish();
      bench.hangUp(LeaveReason.TIME_LIMIT);
      SipRequest bye = bench.next(Method.BYE);
      assertThat(bye.headers().first("Reason"))
          .contains("SIP;cause=200;text=\"The time limit was reached\"");
      assertThat(bye.cseq().number()).isGreaterThan(invite.cseq().number());
      bench.respond(bye, 200, "far");
      bench.awaitOver();
      assertThat(bench.house.admission.left()).isEmpty();
    }
  }

  @Test
  void aPhoneThatVanishesIsMissed() throws Exception {
    try (DiallingHouse bench =
        DiallingHouse.open(
            settings ->
                settings.withKeepAlive(
                    Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofMillis(10)))) {
      bench.establish();
      bench.house.audio.silentFor(Duration.ofSeconds(1));
      SipRequest options = bench.far.request(Method.OPTIONS);
      assertThat(options.toTag()).contains("far");
      bench.awaitLeft(LeaveReason.UNREACHABLE);
      bench.respond(bench.far.request(Method.BYE), 200, "far");
      bench.awaitOver();
    }
  }

  @Test
  void aStoppingServerHangsUp() throws Exception {
    try (DiallingHouse bench = DiallingHouse.open()) {
      bench.establish();
      bench.house.server.close();
      SipRequest bye = bench.next(Method.BYE);
      assertThat(bye.headers().first("Reason").orElseThrow()).contains("cause=503");
      bench.awaitLeft(LeaveReason.SERVER_STOPPED);
    }
  }

  @Test
  void audioBeforeTheAnswerIsHeard() throws Exception {
    try (DiallingHouse bench = DiallingHouse.open()) {
      bench.dial();
      SipRequest invite = bench.invite();
      bench.soundEarly(invite, 183, "a", 42_100);
      bench.progress.awaitTold("ringing", "early media");
      assertThat(bench.audio().current().rtp().getPort()).isEqualTo(42_100);
      bench.soundEarly(invite, 183, "b", 42_102);
      bench.respond(invite, 180, "b");
      bench.far.send(bench.success(invite, "a"));
      bench.next(Method.ACK);
      bench.progress.awaitTold("ringing", "early media", "answered");
      assertThat(bench.audio().configured())
          .extracting(audio -> audio.rtp().getPort())
          .containsExactly(42_100, 42_102, DiallingHouse.FAR_AUDIO);
    }
  }

  @Test
  void audioBeforeTheAnswerIsNotToldToThoseWhoDoNotWantIt() throws Exception {
    try (DiallingHouse bench = DiallingHouse.open()) {
      bench.dial(bench.request(bench.request().to(), DiallingHouse.LONG, false, Optional.empty()));
      SipRequest invite = bench.invite();
      bench.soundEarly(invite, 183, "far", 42_100);
      bench.far.send(bench.success(invite, "far"));
      bench.next(Method.ACK);
      bench.progress.awaitTold("ringing", "answered");
    }
  }

  @Test
  void anAnswerMayStandByWhatItsPhoneDescribedBefore() throws Exception {
    try (DiallingHouse bench = DiallingHouse.open()) {
      bench.dial();
      SipRequest invite = bench.invite();
      bench.soundEarly(invite, 183, "far", 42_100);
      SipResponse described = bench.success(invite, "far");
      bench.far.send(
          SipResponse.answering(invite, 200, "far")
              .withHeader("Contact", described.headers().first("Contact").orElseThrow()));
      bench.next(Method.ACK);
      bench.progress.awaitTold("ringing", "early media", "answered");
      assertThat(bench.audio().current().rtp().getPort()).isEqualTo(42_100);
    }
  }

  @Test
  void earlyAudioThatWeDoNotSpeakIsPassedOver() throws Exception {
    try (DiallingHouse bench = DiallingHouse.open()) {
      bench.dial();
      SipRequest invite = bench.invite();
      byte[] video =
          TestHouse.offer(42_100)
              .toString()
              .replace("m=audio", "m=video")
              .getBytes(StandardCharsets.UTF_8);
      bench.far.send(SipResponse.answering(invite, 183, "far").withBody(MediaType.SDP, video));
      bench.far.send(
          SipResponse.answering(invite, 183, "far").withHeader("Content-Type", "text/plain"));
      bench.far.send(bench.success(invite, "far"));
      bench.next(Method.ACK);
      bench.progress.awaitTold("ringing", "answered");
    }
  }

  @Test
  void aPhoneThatRingsCannotChangeTheSession() throws Exception {
    try (DiallingHouse bench = DiallingHouse.open()) {
      bench.dial();
      SipRequest invite = bench.invite();
      bench.respond(invite, 180, "far");
      bench.success(invite, "far");
      bench.far.send(bench.far.within(Method.UPDATE, 1, TestHouse.offer(42_000).toBytes()));
      assertThat(finalResponse(bench, 1).status()).isEqualTo(491);
      bench.far.send(bench.far.within(Method.BYE, 2, NONE));
      assertThat(finalResponse(bench, 2).status()).isEqualTo(481);
      bench.far.send(bench.far.within(Method.OPTIONS, 3, NONE));
      assertThat(finalResponse(bench, 3).status()).isEqualTo(200);
      bench.progress.awaitTold("ringing");
    }
  }

  /** The final response to the far side's request of that number; others are passed over. */
  private static SipResponse finalResponse(DiallingHouse bench, long sequence) throws Exception {
    while (true) {
      SipResponse response = bench.far.response();
      if (!response.provisional() && response.cseq().number() == sequence) {
        return response;
      }
    }
  }
}
