package dev.rollcall.media;

import static dev.rollcall.media.EngineFixture.SIDS;
import static dev.rollcall.media.EngineFixture.open;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.audio.AudioRoute;
import dev.rollcall.core.identity.ConferenceSid;
import dev.rollcall.core.testing.Await;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which thread carries what, and what it does about packets that pile up. */
class MediaThreadTest {
  private static final int FULL = MediaEngine.LEGS_BEFORE_NEXT_THREAD;
  private static final int YOUNG = MediaThread.USUAL_CONFERENCE;
  private static final int BACKLOG = 12;
  private static final int FLOOD = 150;

  private ManualEngine manual;
  private MediaEngine engine;

  @BeforeEach
  void begin() throws Exception {
    manual = new ManualEngine();
    engine = manual.engine();
  }

  @AfterEach
  void end() {
    manual.close();
  }

  private AudioLeg leg(TestPhone phone) throws NoPortsException {
    AudioLeg leg = engine.open(SIDS.call());
    leg.configure(phone.audio());
    return leg;
  }

  private int load(int thread) {
    return engine.threads().get(thread).load();
  }

  private ConferenceSid conference(int legs) throws NoPortsException {
    ConferenceSid sid = SIDS.conference();
    List<AudioRoute> routes = new ArrayList<>();
    for (int i = 0; i < legs; i++) {
      routes.add(open(engine.open(SIDS.call()).call()));
    }
    engine.route(sid, routes);
    return sid;
  }

  private void youngConferences(int count) throws NoPortsException {
    for (int i = 0; i < count; i++) {
      conference(1);
    }
  }

  @Test
  void aThreadIsFilledBeforeTheNextIsWoken() throws Exception {
    youngConferences(FULL / YOUNG);
    assertThat(load(0)).isEqualTo(FULL);
    assertThat(load(1)).isZero();
    conference(12);
    assertThat(load(0)).isEqualTo(FULL);
    assertThat(load(1)).isEqualTo(12);
  }

  @Test
  void fullThreadsShareAndOneWithRoomIsFilledAgain() throws Exception {
    ConferenceSid large = conference(35);
    youngConferences(22);
    assertThat(load(0)).isEqualTo(35 + 22 * YOUNG);
    youngConferences(FULL / YOUNG);
    assertThat(load(1)).isEqualTo(FULL);
    conference(1);
    assertThat(load(1)).as("the one with fewer legs takes the next").isEqualTo(FULL + YOUNG);
    engine.route(large, List.of());
    conference(15);
    assertThat(load(0)).isEqualTo(22 * YOUNG + 15);
  }

  @Test
  void oneLookTakesAllPacketsThatWaitInOneSocket() throws Exception {
    try (TestPhone phone = new TestPhone()) {
      AudioLeg leg = leg(phone);
      engine.route(SIDS.conference(), List.of(open(leg.call())));
      for (int i = 0; i < BACKLOG; i++) {
        phone.playFrame(leg.rtpPort(), 400);
      }
      manual.look();
      assertThat(leg.statistics().packetsReceived()).isEqualTo(BACKLOG);
      assertThat(leg.statistics().discarded().values()).containsOnly(0L);
    }
  }

  @Test
  void aFloodOnOnePortDelaysNobodyElse() throws Exception {
    try (TestPhone flooding = new TestPhone();
        TestPhone phone = new TestPhone()) {
      AudioLeg flooded = leg(flooding);
      AudioLeg leg = leg(phone);
      engine.route(SIDS.conference(), List.of(open(flooded.call()), open(leg.call())));
      for (int i = 0; i < FLOOD; i++) {
        flooding.playFrame(flooded.rtpPort(), 400);
      }
      phone.playFrame(leg.rtpPort(), 400);
      phone.playFrame(leg.rtpPort(), 400);
      manual.look();
      assertThat(leg.statistics().packetsReceived()).isEqualTo(2);
      assertThat(flooded.statistics().packetsReceived()).isEqualTo(MediaThread.MOST_ROUNDS);
      manual.oneFrame();
      assertThat(leg.statistics().packetsSent()).isEqualTo(1);
    }
  }

  @Test
  void aThreadSurvivesAnErrorOfOthersCode() throws Exception {
    try (MediaEngine running = EngineFixture.engine();
        TestPhone phone = new TestPhone()) {
      AudioLeg leg = running.open(SIDS.call());
      leg.configure(phone.audio());
      leg.onDigit(
          _ -> {
            throw new AssertionError("an error, not an exception");
          });
      running.route(SIDS.conference(), List.of(open(leg.call())));
      phone.event(leg.rtpPort(), '1', true, 160);
      Await.until(
          () -> running.statistics().failures() == 0 ? Optional.of("no error") : Optional.empty());
      long ticks = running.statistics().ticks();
      Await.until(
          () ->
              running.statistics().ticks() < ticks + 10
                  ? Optional.of("the thread is still")
                  : Optional.empty());
    }
  }
}
