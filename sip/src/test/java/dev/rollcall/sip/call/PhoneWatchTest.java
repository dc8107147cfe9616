package dev.rollcall.sip.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.sip.message.Method;
import dev.rollcall.sip.message.SipHeaders;
import dev.rollcall.sip.message.SipRequest;
import dev.rollcall.sip.message.SipResponse;
import dev.rollcall.sip.message.SipUri;
import dev.rollcall.sip.transaction.CallLanes;
import dev.rollcall.sip.transaction.CallTimers;
import dev.rollcall.sip.transaction.ManualTimers;
import dev.rollcall.sip.transaction.RequestFailure;
import dev.rollcall.sip.transaction.ResponseListener;
import dev.rollcall.sip.transport.TransportSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When a phone is asked, and what becomes of it, with 10 s of silence and 4 s for an answer. */
class PhoneWatchTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final ManualTimers timers = new ManualTimers();
  private final List<ResponseListener> asked = new ArrayList<>();
  private final AtomicInteger vanished = new AtomicInteger();
  private final AtomicInteger looks = new AtomicInteger();
  private long lastHeard;
  private final PhoneWatch watch =
      new PhoneWatch(
          new CallTimers(timers, new CallLanes(Runnable::run, 100)),
          SipSettings.on(TransportSettings.on(TestHouse.loopback(0)))
              .withKeepAlive(Duration.ofSeconds(10), Duration.ofSeconds(4), SECOND),
          "call",
          this::silence,
          asked::add,
          vanished::incrementAndGet);

  private Duration silence() {
    looks.incrementAndGet();
    return Duration.ofNanos(timers.now() - lastHeard);
  }

  private void speak() {
    lastHeard = timers.now();
  }

  private void passSilently(int seconds) {
    timers.advance(Duration.ofSeconds(seconds));
  }

  private void passSpeaking(int seconds) {
    for (int i = 0; i < seconds; i++) {
      timers.advance(SECOND);
      speak();
    }
  }

  private static SipResponse response(int status) {
    SipHeaders headers =
        SipHeaders.builder()
            .add("Via", "SIP/2.0/UDP 127.0.0.1:5070;branch=z9hG4bK1")
            .add("From", "<sip:a@127.0.0.1>;tag=a")
            .add("To", "<sip:b@127.0.0.1>")
            .add("Call-ID", "call")
            .add("CSeq", "1 OPTIONS")
            .build();
    SipUri uri = SipUri.of("b", "127.0.0.1", OptionalInt.empty());
    return SipResponse.answering(SipRequest.of(Method.OPTIONS, uri, headers), status, "theirs");
  }

  @Test
  void aSpeakingPhoneIsNeverAskedAndSeldomLookedAt() {
    watch.start();
    passSpeaking(100);
    assertThat(asked).isEmpty();
    assertThat(looks.get()).isBetween(8, 12);
  }

  @Test
  void aPhoneIsAskedOnceItWasSilentForLongEnough() {
    watch.start();
    passSpeaking(7);
    passSilently(10);
    assertThat(asked).isEmpty();
    passSilently(1);
    assertThat(asked).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 405, 486, 501})
  void anyAnswerProvesLifeForAsLongAsTheLimit(int status) {
    watch.start();
    passSilently(11);
    asked.getFirst().onResponse(response(status));
    passSilently(9);
    assertThat(asked).hasSize(1);
    passSilently(2);
    assertThat(asked).hasSize(2);
    asked.getLast().onResponse(response(status));
    passSilently(4);
    assertThat(vanished).hasValue(0);
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 481})
  void aPhoneThatForgotTheCallHasVanished(int status) {
    watch.start();
    passSilently(11);
    asked.getFirst().onResponse(response(status));
    assertThat(vanished).hasValue(1);
    passSilently(100);
    assertThat(vanished).hasValue(1);
    assertThat(timers.running()).isZero();
  }

  @Test
  void aPhoneThatDoesNotAnswerHasVanished() {
    watch.start();
    passSilently(11);
    asked.getFirst().onResponse(response(100));
    passSilently(3);
    assertThat(vanished).hasValue(0);
    passSilently(1);
    assertThat(vanished).hasValue(1);
    assertThat(timers.running()).isZero();
  }

  @ParameterizedTest
  @EnumSource(RequestFailure.class)
  void aPhoneThatCannotBeAskedHasVanished(RequestFailure failure) {
    watch.start();
    passSilently(11);
    asked.getFirst().onFailure(failure);
    assertThat(vanished).hasValue(1);
  }

  @Test
  void aPhoneThatSpeaksAgainLivesThoughItDoesNotAnswer() {
    watch.start();
    passSilently(11);
    passSpeaking(2);
    passSilently(2);
    assertThat(vanished).hasValue(0);
    passSpeaking(20);
    assertThat(asked).hasSize(1);
    assertThat(vanished).hasValue(0);
  }

  @Test
  void whatBecomesOfAnEarlierQuestionDoesNotSettleALaterOne() {
    watch.start();
    passSilently(11);
    passSpeaking(5);
    passSilently(11);
    assertThat(asked).hasSize(2);
    asked.getFirst().onFailure(RequestFailure.TIMEOUT);
    asked.getFirst().onResponse(response(481));
    assertThat(vanished).hasValue(0);
    asked.getFirst().onResponse(response(200));
    passSilently(4);
    assertThat(vanished).hasValue(1);
  }

  @Test
  void nothingHappensOnceStopped() {
    watch.start();
    passSilently(11);
    watch.stop();
    assertThat(timers.running()).isZero();
    asked.getFirst().onResponse(response(481));
    passSilently(100);
    assertThat(asked).hasSize(1);
    assertThat(vanished).hasValue(0);
  }
}
