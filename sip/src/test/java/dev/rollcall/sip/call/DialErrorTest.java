package dev.rollcall.sip.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.call.CallStatus;
import dev.rollcall.core.conference.LeaveReason;
import dev.rollcall.core.signalling.DialFailure;
import dev.rollcall.core.signalling.DialRequest;
import dev.rollcall.sip.message.Method;
import dev.rollcall.sip.message.SipRequest;
import dev.rollcall.sip.message.SipResponse;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Errors that nobody expects, and answers that lead nowhere, leave no call and no port behind. */
class DialErrorTest {
  /** No caller gives null: it stands for any mistake in making an INVITE. */
  @SuppressWarnings({"NullAway", "NullOptional"})
  @Test
  void anErrorBeforeTheInviteEndsTheCall() throws Exception {
    try (DiallingHouse bench = DiallingHouse.open()) {
      bench.dial(
          new DialRequest(
              TestHouse.ACCOUNT,
              bench.call,
              bench.request().to(),
              "+4930123",
              Optional.empty(),
              null,
              DiallingHouse.LONG,
              true,
              Optional.empty()));
      DialFailure failure = bench.progress.awaitFailure();
      assertThat(failure.status()).isEqualTo(CallStatus.FAILED);
      assertThat(failure.explanation()).contains("error in the server");
      bench.awaitOver();
    }
  }

  @Test
  void anErrorAtTheAnswerHangsUp() throws Exception {
    try (DiallingHouse bench = DiallingHouse.open()) {
      bench.dial();
      SipRequest invite = bench.invite();
      bench.house.audio.breakDown();
      bench.far.send(bench.success(invite, "far"));
      bench.next(Method.ACK);
      SipRequest bye = bench.next(Method.BYE);
      bench.respond(bye, 200, "far");
      DialFailure failure = bench.progress.awaitFailure();
      assertThat(failure.status()).isEqualTo(CallStatus.FAILED);
      assertThat(failure.explanation()).contains("error in the server");
      bench.awaitOver();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"sips:far@127.0.0.1", "tel:+4930123", "sip:far@127.0.0.1:5999;transport=ws"})
  void anAnswerFromAnAddressThatIsNotSpokenIsAcknowledgedAllTheSame(String contact)
      throws Exception {
    try (DiallingHouse bench = DiallingHouse.open()) {
      bench.dial();
      answerFrom(bench, contact);
      bench.progress.awaitTold("answered");
      hangUp(bench);
    }
  }

  @Test
  void aPhoneWhoseContactIsANameIsHungUpThere() throws Exception {
    try (DiallingHouse bench = DiallingHouse.open()) {
      bench.dial();
      answerFrom(bench, "sip:far@localhost:" + bench.far.uri().port().orElseThrow());
      bench.progress.awaitTold("answered");
      hangUp(bench);
    }
  }

  private static void answerFrom(DiallingHouse bench, String contact) throws Exception {
    SipResponse success = bench.success(bench.invite(), "far");
    bench.far.send(
        success
            .withHeaders(success.headers().without("Contact"))
            .withHeader("Contact", "<" + contact + ">"));
    assertThat(bench.next(Method.ACK).toTag()).contains("far");
  }

  private static void hangUp(DiallingHouse bench) throws Exception {
    bench.hangUp(LeaveReason.KICKED);
    SipRequest bye = bench.next(Method.BYE);
    bench.respond(bye, 200, "far");
    bench.awaitOver();
  }
}
