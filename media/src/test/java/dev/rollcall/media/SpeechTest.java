package dev.rollcall.media;

import static dev.rollcall.media.EngineFixture.SIDS;
import static dev.rollcall.media.EngineFixture.muted;
import static dev.rollcall.media.EngineFixture.open;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.core.identity.CallSid;
import dev.rollcall.core.identity.ConferenceSid;
import dev.rollcall.core.signalling.Destination.TestPhone.Behaviour;
import dev.rollcall.core.testing.Await;
import dev.rollcall.media.jitter.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Who speaks, and that it is told. */
class SpeechTest {
  private static final int SECOND = 50;
  private final SpeechDetector detector = new SpeechDetector();
  private final Random random = new Random(5);
  private final List<Integer> changes = new ArrayList<>();
  private int heard;

  /** Lets it hear frames of noise; notes the frames after which its mind has changed. */
  private void hear(int frames, double level) {
    short[] frame = new short[Frame.SAMPLES];
    for (int i = 0; i < frames; i++) {
      for (int j = 0; j < frame.length; j++) {
        frame[j] = (short) Math.round(level * random.nextGaussian());
      }
      heard++;
      if (detector.hear(frame, level > 0)) {
        changes.add(heard);
      }
    }
  }

  @Test
  void speechBeginsAfterFiveFramesAndEndsAfterThirty() {
    hear(20, 0);
    hear(25, 2_000);
    assertThat(detector.speaking()).isTrue();
    hear(40, 0);
    assertThat(detector.speaking()).isFalse();
    assertThat(changes).containsExactly(25, 75);
  }

  @Test
  void aClickIsNoSpeechAndAPauseIsNoEnd() {
    hear(4, 5_000);
    hear(10, 0);
    assertThat(changes).isEmpty();
    hear(10, 2_000);
    for (int i = 0; i < 20; i++) {
      hear(29, 0);
      hear(10, 2_000);
    }
    assertThat(changes).containsExactly(19);
  }

  @Test
  void speechIsToldFromNoise() {
    hear(12 * SECOND, 400);
    assertThat(detector.speaking()).as("steady noise").isFalse();
    changes.clear();
    hear(SECOND, 400);
    assertThat(changes).isEmpty();
    hear(SECOND, 3_000);
    assertThat(detector.speaking()).as("speech in noise").isTrue();
    hear(SECOND, 400);
    assertThat(detector.speaking()).as("noise after speech").isFalse();
  }

  @Test
  void whatIsHardlyHeardIsNoSpeech() {
    hear(2 * SECOND, 0);
    hear(2 * SECOND, 100);
    assertThat(changes).isEmpty();
  }

  @Test
  void beginningsAndEndsAreToldInTurnForEachCallOnceTheyAreIn() throws Exception {
    record Told(CallSid call, boolean speaking) {}
    LinkedBlockingQueue<Told> told = new LinkedBlockingQueue<>();
    try (ManualEngine manual = new ManualEngine()) {
      MediaEngine engine = manual.engine();
      engine.listenForSpeech(
          all -> all.forEach((call, speaking) -> told.add(new Told(call, speaking))));
      assertThatThrownBy(() -> engine.listenForSpeech(_ -> {}))
          .isInstanceOf(IllegalStateException.class);
      TestPhoneLeg tone = engine.openTestPhone(SIDS.call(), Behaviour.TONE);
      TestPhoneLeg echo = engine.openTestPhone(SIDS.call(), Behaviour.ECHO);
      ConferenceSid conference = SIDS.conference();
      engine.route(conference, List.of(open(tone.call()), muted(echo.call())));
      for (int i = 0; i < 12; i++) {
        manual.oneFrame();
      }
      assertThat(told.take()).isEqualTo(new Told(tone.call(), true));
      assertThat(told.take()).isEqualTo(new Told(echo.call(), true));
      engine.route(conference, List.of(muted(tone.call()), muted(echo.call())));
      for (int i = 0; i < 40; i++) {
        manual.oneFrame();
      }
      assertThat(told.take()).isEqualTo(new Told(echo.call(), false));
      assertThat(told).isEmpty();
    }
  }

  @Test
  void aListenerThatBlocksOrFailsHoldsNobodyUp() throws Exception {
    CountDownLatch blocking = new CountDownLatch(1);
    LinkedBlockingQueue<CallSid> told = new LinkedBlockingQueue<>();
    AtomicInteger times = new AtomicInteger();
    try (ManualEngine manual = new ManualEngine()) {
      MediaEngine engine = manual.engine();
      engine.listenForSpeech(
          all -> {
            told.addAll(all.keySet());
            times.incrementAndGet();
            try {
              blocking.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
            throw new IllegalStateException("the listener fails");
          });
      List<CallSid> calls = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        CallSid call = engine.openTestPhone(SIDS.call(), Behaviour.TONE).call();
        calls.add(call);
        engine.route(SIDS.conference(), List.of(open(call)));
      }
      for (int i = 0; i < 30; i++) {
        manual.oneFrame();
      }
      Await.until(() -> told.isEmpty() ? Optional.of("nobody is told") : Optional.empty());
      assertThat(times).hasValue(1);
      blocking.countDown();
      Await.until(
          () -> told.size() < 3 ? Optional.of("told are " + told.size()) : Optional.empty());
      assertThat(told).containsExactlyInAnyOrderElementsOf(calls);
    }
  }
}
