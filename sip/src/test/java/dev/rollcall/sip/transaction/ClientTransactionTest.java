package dev.rollcall.sip.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.sip.message.Method;
import dev.rollcall.sip.message.SipMessage;
import dev.rollcall.sip.message.SipRequest;
import dev.rollcall.sip.message.SipResponse;
import dev.rollcall.sip.transport.DropReason;
import dev.rollcall.sip.transport.Transport;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** RFC 3261 §17.1 with RFC 6026, timer by timer. */
class ClientTransactionTest {
  private static final Duration MILLISECOND = Duration.ofMillis(1);
  private static final Duration TIMEOUT = TimerSettings.STANDARD.timeout();

  private final TransactionBench bench = new TransactionBench();

  private static Method method(List<SipMessage> messages) {
    assertThat(messages).hasSize(1);
    return ((SipRequest) messages.getFirst()).method();
  }

  @Test
  void anInviteIsRepeatedByTimerAUntilTimerB() {
    bench.send(Method.INVITE, Transport.UDP);
    assertThat(method(bench.sender.take())).isEqualTo(Method.INVITE);
    // A: 0.5, 1.5, 3.5, 7.5, 15.5, 31.5 s; B at 32 s.
    assertThat(bench.sentWithin(Duration.ofMillis(499))).isZero();
    assertThat(bench.sentWithin(MILLISECOND)).isEqualTo(1);
    assertThat(bench.sentWithin(Duration.ofMillis(31_499))).isEqualTo(5);
    assertThat(bench.failures).isEmpty();
    bench.timers.advance(MILLISECOND);
    assertThat(bench.failures).containsExactly(RequestFailure.TIMEOUT);
    assertThat(bench.timers.running()).isZero();
    assertThat(bench.layer.statistics().clientTransactions()).isZero();
  }

  @Test
  void overTcpAnInviteIsNotRepeated() {
    bench.send(Method.INVITE, Transport.TCP);
    assertThat(bench.sentWithin(TIMEOUT)).isZero();
    assertThat(bench.failures).containsExactly(RequestFailure.TIMEOUT);
  }

  @Test
  void aProvisionalResponseStopsRepetitionAndTimeout() {
    SipRequest invite = bench.send(Method.INVITE, Transport.UDP);
    bench.answer(invite, 180);
    assertThat(bench.sentWithin(TIMEOUT.multipliedBy(3))).isZero();
    assertThat(bench.failures).isEmpty();
    assertThat(bench.responses).hasSize(1);
  }

  @Test
  void aRefusalIsAcknowledgedEachTimeItComesUntilTimerD() {
    SipRequest invite = bench.send(Method.INVITE, Transport.UDP);
    bench.sender.take();
    bench.answer(invite, 486);
    SipRequest ack = (SipRequest) bench.sender.take().getFirst();
    assertThat(ack.method()).isEqualTo(Method.ACK);
    assertThat(ack.via()).isEqualTo(invite.via());
    assertThat(ack.uri()).isEqualTo(invite.uri());
    assertThat(ack.toTag()).contains("theirs");
    assertThat(ack.cseq().number()).isEqualTo(1);
    assertThat(ack.headers().all("Route")).isEqualTo(invite.headers().all("Route"));
    bench.answer(invite, 486);
    assertThat(bench.sender.take()).containsExactly(ack);
    assertThat(bench.responses).hasSize(1);
    bench.timers.advance(TIMEOUT);
    bench.answer(invite, 486);
    assertThat(bench.sender.take()).isEmpty();
    assertThat(bench.sender.dropped()).containsExactly(DropReason.UNMATCHED_RESPONSE);
  }

  @Test
  void overTcpTimerDIsNothing() {
    SipRequest invite = bench.send(Method.INVITE, Transport.TCP);
    bench.answer(invite, 486);
    bench.timers.advance(Duration.ZERO);
    assertThat(bench.layer.statistics().clientTransactions()).isZero();
  }

  @Test
  void everySuccessIsHandedOnUntilTimerM() {
    SipRequest invite = bench.send(Method.INVITE, Transport.UDP);
    bench.sender.take();
    bench.answer(invite, 200);
    bench.answer(invite, 200);
    bench.answer(invite, 486);
    assertThat(bench.responses).extracting(SipResponse::status).containsExactly(200, 200);
    assertThat(bench.sentWithin(TIMEOUT)).isZero();
    bench.answer(invite, 200);
    assertThat(bench.responses).hasSize(2);
  }

  @Test
  void anyOtherRequestIsRepeatedByTimerEUntilTimerF() {
    bench.send(Method.OPTIONS, Transport.UDP);
    // E: 0.5, 1.5, 3.5, then every 4 s up to 31.5 s; F at 32 s.
    assertThat(bench.sentWithin(Duration.ofMillis(31_999))).isEqualTo(10);
    assertThat(bench.failures).isEmpty();
    bench.timers.advance(MILLISECOND);
    assertThat(bench.failures).containsExactly(RequestFailure.TIMEOUT);
    assertThat(bench.timers.running()).isZero();
  }

  @Test
  void afterAProvisionalResponseAnyOtherRequestIsRepeatedEveryT2() {
    SipRequest options = bench.send(Method.OPTIONS, Transport.UDP);
    bench.answer(options, 100);
    assertThat(bench.sentWithin(Duration.ofMillis(500))).isEqualTo(1);
    assertThat(bench.sentWithin(Duration.ofMillis(3_999))).isZero();
    assertThat(bench.sentWithin(MILLISECOND)).isEqualTo(1);
  }

  @Test
  void aFinalResponseIsAbsorbedForTimerK() {
    SipRequest options = bench.send(Method.OPTIONS, Transport.UDP);
    bench.answer(options, 200);
    bench.answer(options, 200);
    assertThat(bench.responses).hasSize(1);
    assertThat(bench.sentWithin(Duration.ofMillis(4_999))).isZero();
    assertThat(bench.layer.statistics().clientTransactions()).isEqualTo(1);
    bench.timers.advance(MILLISECOND);
    assertThat(bench.layer.statistics().clientTransactions()).isZero();
  }

  @Test
  void whatCannotBeSentFailsAtOnce() {
    bench.sender.breakDown();
    bench.send(Method.OPTIONS, Transport.TCP);
    assertThat(bench.failures).containsExactly(RequestFailure.TRANSPORT);
    assertThat(bench.timers.running()).isZero();
  }

  @Test
  void aCancelWaitsUntilThePeerIsHeardOf() {
    SipRequest invite = bench.send(Method.INVITE, Transport.UDP);
    bench.sender.take();
    bench.layer.cancel(bench.last.orElseThrow());
    assertThat(bench.sender.take()).isEmpty();
    bench.answer(invite, 100);
    SipRequest cancel = (SipRequest) bench.sender.take().getFirst();
    assertThat(cancel.method()).isEqualTo(Method.CANCEL);
    assertThat(cancel.via()).isEqualTo(invite.via());
    bench.answer(cancel, 200);
    bench.answer(invite, 487);
    assertThat(method(bench.sender.take())).isEqualTo(Method.ACK);
    assertThat(bench.responses).extracting(SipResponse::status).containsExactly(100, 487);
  }

  @Test
  void aCancelledInviteThatIsNeverAnsweredTimesOut() {
    SipRequest invite = bench.send(Method.INVITE, Transport.TCP);
    bench.answer(invite, 180);
    bench.layer.cancel(bench.last.orElseThrow());
    bench.timers.advance(TIMEOUT);
    assertThat(bench.failures).containsExactly(RequestFailure.TIMEOUT);
  }
}
