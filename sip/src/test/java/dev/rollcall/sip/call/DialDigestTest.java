package dev.rollcall.sip.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.call.CallStatus;
import dev.rollcall.core.conference.LeaveReason;
import dev.rollcall.core.signalling.DialFailure;
import dev.rollcall.sip.message.Method;
import dev.rollcall.sip.message.SipRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls to those who want to know who we are. */
class DialDigestTest {
  private static final String FIRST = "Digest realm=\"r\", nonce=\"one\", qop=\"auth\"";

  @ParameterizedTest
  @CsvSource({"401, Authorization", "407, Proxy-Authorization"})
  void aChallengeIsAnswered(int status, String header) throws Exception {
    try (DiallingHouse bench = DiallingHouse.open()) {
      bench.dialAs("ann", "secret");
      SipRequest first = bench.invite();
      assertThat(first.headers().contains(header)).isFalse();
      bench.challenge(first, status, FIRST);
      bench.next(Method.ACK);
      SipRequest second = bench.next(Method.INVITE);
      assertThat(second.callId()).isEqualTo(first.callId());
      assertThat(second.fromTag()).isEqualTo(first.fromTag());
      assertThat(second.cseq().number()).isEqualTo(first.cseq().number() + 1);
      assertThat(second.via().branch()).isNotEqualTo(first.via().branch());
      assertThat(second.body()).isEqualTo(first.body());
      String shown = second.headers().first(header).orElseThrow();
      assertThat(shown).contains("username=\"ann\"", "nonce=\"one\"", "nc=00000001");
      assertThat(second.toString()).doesNotContain("username");

      bench.far.send(bench.success(second, "far"));
      assertThat(bench.next(Method.ACK).headers().first(header)).contains(shown);
      bench.progress.awaitTold("answered");
      bench.hangUp(LeaveReason.KICKED);
      SipRequest bye = bench.next(Method.BYE);
      assertThat(bye.headers().first(header).orElseThrow()).contains("nc=00000002");
      bench.respond(bye, 200, "far");
      bench.awaitOver();
    }
  }

  @Test
  void wrongCredentialsFailTheCall() throws Exception {
    try (DiallingHouse bench = DiallingHouse.open()) {
      bench.dialAs("ann", "wrong");
      bench.challenge(bench.invite(), 401, FIRST);
      bench.next(Method.ACK);
      bench.challenge(bench.next(Method.INVITE), 401, FIRST);
      bench.next(Method.ACK);
      DialFailure failure = bench.progress.awaitFailure();
      assertThat(failure.status()).isEqualTo(CallStatus.FAILED);
      assertThat(failure.sipResponse()).contains(401);
      assertThat(failure.explanation()).contains("wrong credentials");
      bench.awaitOver();
    }
  }

  @Test
  void aStaleNonceIsRenewed() throws Exception {
    try (DiallingHouse bench = DiallingHouse.open()) {
      bench.dialAs("ann", "secret");
      bench.challenge(bench.invite(), 407, FIRST);
      bench.next(Method.ACK);
      bench.challenge(bench.next(Method.INVITE), 407, FIRST.replace("one", "two") + ", stale=true");
      bench.next(Method.ACK);
      SipRequest third = bench.next(Method.INVITE);
      assertThat(third.headers().first("Proxy-Authorization").orElseThrow())
          .contains("nonce=\"two\"", "nc=00000001");
      assertThat(third.cseq().number()).isEqualTo(3);
      bench.far.send(bench.success(third, "far"));
      bench.next(Method.ACK);
      bench.progress.awaitTold("answered");
    }
  }

  @Test
  void aCallWithoutCredentialsFailsWhenItIsAskedForSome() throws Exception {
    try (DiallingHouse bench = DiallingHouse.open()) {
      bench.dial();
      bench.challenge(bench.invite(), 407, FIRST);
      DialFailure failure = bench.progress.awaitFailure();
      assertThat(failure.sipResponse()).contains(407);
      assertThat(failure.explanation()).contains("none are given");
    }
  }

  @Test
  void aChallengedByeIsSentAgain() throws Exception {
    try (DiallingHouse bench = DiallingHouse.open()) {
      bench.dialAs("ann", "secret");
      bench.far.send(bench.success(bench.invite(), "far"));
      bench.next(Method.ACK);
      bench.progress.awaitTold("answered");
      bench.hangUp(LeaveReason.KICKED);
      SipRequest first = bench.next(Method.BYE);
      bench.challenge(first, 407, FIRST);
      SipRequest second = bench.next(Method.BYE);
      assertThat(second.cseq().number()).isEqualTo(first.cseq().number() + 1);
      assertThat(second.headers().first("Proxy-Authorization").orElseThrow())
          .contains("username=\"ann\"");
      assertThat(second.headers().first("Reason")).isEqualTo(first.headers().first("Reason"));
      bench.respond(second, 200, "far");
      bench.awaitOver();
    }
  }

  @Test
  void aCallTakenBackWhileItIsChallengedIsNotMadeAgain() throws Exception {
    try (DiallingHouse bench = DiallingHouse.openFast()) {
      bench.dialAs("ann", "secret");
      SipRequest invite = bench.invite();
      bench.hangUp(LeaveReason.KICKED);
      bench.challenge(invite, 401, FIRST);
      bench.far.request(Method.ACK);
      bench.awaitOver();
      assertThat(bench.progress.told()).isEmpty();
    }
  }
}
