package dev.rollcall.sip.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.sip.message.Method;
import dev.rollcall.sip.message.SipMessage;
import dev.rollcall.sip.message.SipRequest;
import dev.rollcall.sip.message.SipResponse;
import dev.rollcall.sip.transport.DropReason;
import dev.rollcall.sip.transport.Transport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** RFC 3261 §17.2 with RFC 6026, timer by timer. */
class ServerTransactionTest {
  private static final String BRANCH = "z9hG4bKone";
  private static final Duration MILLISECOND = Duration.ofMillis(1);
  private static final Duration TIMEOUT = TimerSettings.STANDARD.timeout();

  private final TransactionBench bench = new TransactionBench();

  private static int status(List<SipMessage> messages) {
    assertThat(messages).hasSize(1);
    return ((SipResponse) messages.getFirst()).status();
  }

  @Test
  void anInviteWithoutAnswerGetsTryingAfter200Milliseconds() {
    bench.receive(Method.INVITE, BRANCH, Transport.UDP);
    assertThat(bench.sentWithin(Duration.ofMillis(199))).isZero();
    bench.timers.advance(MILLISECOND);
    assertThat(status(bench.sender.take())).isEqualTo(100);
    bench.receive(Method.INVITE, BRANCH, Transport.UDP);
    assertThat(status(bench.sender.take())).isEqualTo(100);
    assertThat(bench.requests).hasSize(1);
  }

  @Test
  void anInviteAnsweredInTimeGetsNoTrying() {
    bench.receive(Method.INVITE, BRANCH, Transport.UDP);
    bench.onlyRequest().respond(180);
    assertThat(bench.sentWithin(Duration.ofSeconds(1))).isZero();
    bench.receive(Method.INVITE, BRANCH, Transport.UDP);
    assertThat(status(bench.sender.take())).isEqualTo(180);
  }

  @Test
  void aRefusalIsRepeatedByTimerGUntilTimerH() {
    bench.receive(Method.INVITE, BRANCH, Transport.UDP);
    bench.onlyRequest().respond(486);
    assertThat(status(bench.sender.take())).isEqualTo(486);
    // G: 0.5, 1.5, 3.5, then every 4 s up to 31.5 s: ten repetitions before H at 32 s.
    assertThat(bench.sentWithin(Duration.ofMillis(499))).isZero();
    assertThat(bench.sentWithin(MILLISECOND)).isEqualTo(1);
    assertThat(bench.sentWithin(Duration.ofMillis(999))).isZero();
    assertThat(bench.sentWithin(MILLISECOND)).isEqualTo(1);
    assertThat(bench.sentWithin(TIMEOUT)).isEqualTo(8);
    assertThat(bench.timers.running()).isZero();
    assertThat(bench.layer.statistics().serverTransactions()).isZero();
  }

  @Test
  void anAckEndsTheRefusalAndItsRepetitionsAreAbsorbedForTimerI() {
    bench.receive(Method.INVITE, BRANCH, Transport.UDP);
    bench.onlyRequest().respond(486);
    bench.receive(Method.ACK, BRANCH, Transport.UDP);
    assertThat(bench.sentWithin(Duration.ofMillis(4_999))).isZero();
    bench.receive(Method.ACK, BRANCH, Transport.UDP);
    bench.receive(Method.INVITE, BRANCH, Transport.UDP);
    assertThat(bench.sender.take()).isEmpty();
    assertThat(bench.acks).isEmpty();
    bench.timers.advance(MILLISECOND);
    assertThat(bench.layer.statistics().serverTransactions()).isZero();
  }

  @Test
  void overTcpARefusalIsNotRepeatedAndEndsWithItsAck() {
    bench.receive(Method.INVITE, BRANCH, Transport.TCP);
    bench.onlyRequest().respond(486);
    assertThat(bench.sentWithin(Duration.ofSeconds(31))).isZero();
    bench.receive(Method.ACK, BRANCH, Transport.TCP);
    bench.timers.advance(Duration.ZERO);
    assertThat(bench.layer.statistics().serverTransactions()).isZero();
  }

  @Test
  void anAcceptedInviteAbsorbsRepetitionsForTimerLAndHandsOnAcks() {
    bench.receive(Method.INVITE, BRANCH, Transport.UDP);
    bench.onlyRequest().respond(200);
    assertThat(status(bench.sender.take())).isEqualTo(200);
    bench.receive(Method.INVITE, BRANCH, Transport.UDP);
    assertThat(bench.sender.take()).isEmpty();
    bench.onlyRequest().respond(200);
    assertThat(status(bench.sender.take())).isEqualTo(200);
    bench.onlyRequest().respond(500);
    assertThat(bench.sender.take()).isEmpty();
    bench.receive(Method.ACK, BRANCH, Transport.UDP);
    bench.receive(Method.ACK, "z9hG4bKtwo", Transport.UDP);
    assertThat(bench.acks).hasSize(2);
    assertThat(bench.sentWithin(TIMEOUT.minus(MILLISECOND))).isZero();
    assertThat(bench.layer.statistics().serverTransactions()).isEqualTo(1);
    bench.timers.advance(MILLISECOND);
    assertThat(bench.layer.statistics().serverTransactions()).isZero();
  }

  @Test
  void anyOtherRequestIsAnsweredAgainUntilTimerJ() {
    bench.receive(Method.OPTIONS, BRANCH, Transport.UDP);
    bench.receive(Method.OPTIONS, BRANCH, Transport.UDP);
    assertThat(bench.sender.take()).isEmpty();
    bench.onlyRequest().respond(200);
    bench.onlyRequest().respond(500);
    assertThat(status(bench.sender.take())).isEqualTo(200);
    bench.timers.advance(TIMEOUT.minus(MILLISECOND));
    bench.receive(Method.OPTIONS, BRANCH, Transport.UDP);
    assertThat(status(bench.sender.take())).isEqualTo(200);
    bench.timers.advance(MILLISECOND);
    bench.receive(Method.OPTIONS, BRANCH, Transport.UDP);
    assertThat(bench.requests).hasSize(2);
  }

  @Test
  void overTcpAnyOtherRequestIsForgottenOnceAnswered() {
    bench.receive(Method.OPTIONS, BRANCH, Transport.TCP);
    bench.onlyRequest().respond(200);
    bench.timers.advance(Duration.ZERO);
    assertThat(bench.layer.statistics().serverTransactions()).isZero();
  }

  @Test
  void aCancelFindsItsInvite() {
    bench.receive(Method.INVITE, BRANCH, Transport.UDP);
    bench.receive(Method.CANCEL, BRANCH, Transport.UDP);
    SipResponse response = (SipResponse) bench.sender.take().getFirst();
    assertThat(response.status()).isEqualTo(200);
    assertThat(response.toTag()).contains(bench.onlyRequest().localTag());
    assertThat(bench.cancelled).containsExactly(bench.onlyRequest());
  }

  @Test
  void aCancelAfterTheFinalResponseOrForNothingChangesNothing() {
    bench.receive(Method.INVITE, BRANCH, Transport.UDP);
    bench.onlyRequest().respond(200);
    bench.sender.take();
    bench.receive(Method.CANCEL, BRANCH, Transport.UDP);
    assertThat(status(bench.sender.take())).isEqualTo(200);
    bench.receive(Method.CANCEL, "z9hG4bKother", Transport.UDP);
    assertThat(status(bench.sender.take())).isEqualTo(481);
    assertThat(bench.cancelled).isEmpty();
  }

  @Test
  void aRequestThatCameByTwoWaysIsMergedOnce() {
    bench.receive(Method.INVITE, BRANCH, Transport.UDP);
    bench.receive(Method.INVITE, "z9hG4bKtwo", Transport.UDP);
    assertThat(status(bench.sender.take())).isEqualTo(482);
    assertThat(bench.requests).hasSize(1);
  }

  @Test
  void requestsWithinADialogAreNeverMerged() {
    bench.receive(TransactionBench.request(Method.INFO, BRANCH, "x"), Transport.UDP);
    bench.receive(TransactionBench.request(Method.INFO, "z9hG4bKtwo", "x"), Transport.UDP);
    assertThat(bench.requests).hasSize(2);
  }

  @Test
  void peersOfTheOldRfcAreMatchedWithoutMagicBranch() {
    bench.receive(Method.INVITE, "1", Transport.UDP);
    bench.receive(Method.INVITE, "1", Transport.UDP);
    assertThat(bench.requests).hasSize(1);
    bench.onlyRequest().respond(486);
    SipRequest stray = TransactionBench.request(Method.ACK, "1", "unknown");
    bench.receive(stray, Transport.UDP);
    assertThat(bench.acks).containsExactly(stray);
    String tag = bench.onlyRequest().localTag();
    bench.receive(TransactionBench.request(Method.ACK, "1", tag), Transport.UDP);
    assertThat(bench.acks).hasSize(1);
    assertThat(bench.sentWithin(Duration.ofSeconds(4))).isZero();
  }

  @Test
  void beyondTheLimitRequestsAreRefusedWithoutMemory() {
    TransactionBench small = new TransactionBench(1);
    small.receive(Method.INVITE, BRANCH, Transport.UDP);
    small.receive(TransactionBench.request(Method.INFO, "z9hG4bKtwo", "x"), Transport.UDP);
    SipResponse response = (SipResponse) small.sender.take().getFirst();
    assertThat(response.status()).isEqualTo(503);
    assertThat(response.headers().contains("Retry-After")).isTrue();
    assertThat(small.requests).hasSize(1);
    assertThat(small.layer.statistics().serverTransactions()).isEqualTo(1);
  }

  @Test
  void anAnswerThatCouldNotBeSentLetsARepetitionBeginAnew() {
    bench.sender.breakDown();
    bench.receive(Method.OPTIONS, BRANCH, Transport.UDP);
    bench.onlyRequest().respond(200);
    assertThat(bench.layer.statistics().serverTransactions()).isZero();
    bench.timers.advance(Duration.ofSeconds(31));
    bench.receive(Method.OPTIONS, BRANCH, Transport.UDP);
    assertThat(bench.requests).hasSize(2);
    bench.timers.advance(Duration.ofSeconds(31));
    assertThat(bench.layer.statistics().serverTransactions()).isEqualTo(1);
  }

  @Test
  void workThatFailsWithAnErrorDoesNotEndTheLane() {
    CallLanes lanes = new CallLanes(Runnable::run, 1);
    List<String> done = new ArrayList<>();
    lanes.run(
        "call",
        () -> {
          throw new StackOverflowError();
        });
    lanes.run("call", () -> done.add("next"));
    assertThat(done).containsExactly("next");
  }

  @Test
  void moreMessagesThanMayWaitAreDropped() {
    TransactionBench idle = new TransactionBench(100, new CallLanes(work -> {}, 2));
    for (int i = 0; i < 5; i++) {
      idle.receive(Method.OPTIONS, BRANCH + i, Transport.UDP);
    }
    assertThat(idle.sender.dropped())
        .containsExactly(DropReason.OVERLOADED, DropReason.OVERLOADED, DropReason.OVERLOADED);
    assertThat(idle.requests).isEmpty();
  }
}
