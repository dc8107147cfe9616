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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls and conferences that begin and end while media threads work: nothing is left behind. */
class ComingAndGoingTest {
  private static final int ROUNDS = 150;
  private static final int LEGS = 3;

  private MediaEngine engine;
  private TestPhone phone;

  @BeforeEach
  void begin() throws Exception {
    engine = EngineFixture.engine();
    phone = new TestPhone();
  }

  @AfterEach
  void end() {
    engine.close();
    phone.close();
  }

  private AudioLeg leg() throws NoPortsException {
    AudioLeg leg = engine.open(SIDS.call());
    leg.configure(phone.audio());
    return leg;
  }

  private static List<AudioRoute> all(List<AudioLeg> legs) {
    return legs.stream().map(leg -> open(leg.call())).toList();
  }

  private void nothingIsLeft() {
    MediaStatistics statistics = engine.statistics();
    assertThat(statistics.failures()).isZero();
    assertThat(statistics.legs()).isZero();
    assertThat(statistics.conferences()).isZero();
    assertThat(engine.threads())
        .allSatisfy(thread -> assertThat(thread.keys()).isEmpty())
        .allSatisfy(thread -> assertThat(thread.load()).isZero());
    Await.until(() -> engine.threadsSleep() ? Optional.empty() : Optional.of("a thread is awake"));
  }

  @Test
  void legsMayCloseWhileTheirConferenceTicks() throws Exception {
    ConferenceSid conference = SIDS.conference();
    AudioLeg staying = leg();
    for (int i = 0; i < ROUNDS; i++) {
      AudioLeg leaving = leg();
      engine.route(conference, all(List.of(staying, leaving)));
      phone.playFrame(leaving.rtpPort(), 400);
      if (i % 10 == 0) {
        long sent = staying.statistics().packetsSent();
        Await.until(
            () ->
                staying.statistics().packetsSent() == sent
                    ? Optional.of("the conference is still")
                    : Optional.empty());
      }
      leaving.close();
    }
    long sent = staying.statistics().packetsSent();
    Await.until(
        () ->
            staying.statistics().packetsSent() < sent + 5
                ? Optional.of("the conference is still")
                : Optional.empty());
    engine.route(conference, List.of());
    staying.close();
    nothingIsLeft();
  }

  @Test
  void manyConferencesOpenAndCloseAtTheSameTime() throws Exception {
    try (ExecutorService callers = Executors.newFixedThreadPool(2)) {
      List<Future<?>> working = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        working.add(callers.submit(this::openAndClose));
      }
      for (Future<?> each : working) {
        each.get();
      }
    }
    nothingIsLeft();
    assertThat(engine.statistics().packetsSent()).isPositive();
  }

  private boolean openAndClose() throws NoPortsException {
    for (int i = 0; i < ROUNDS; i++) {
      ConferenceSid conference = SIDS.conference();
      List<AudioLeg> legs = new ArrayList<>();
      for (int j = 0; j < LEGS; j++) {
        legs.add(leg());
        engine.route(conference, all(legs));
      }
      ConferenceSid other = SIDS.conference();
      engine.route(other, all(legs.subList(0, 1)));
      engine.beep(conference);
      if (i % 2 == 0) {
        legs.forEach(AudioLeg::close);
      }
      engine.route(other, List.of());
      engine.route(conference, List.of());
      legs.forEach(AudioLeg::close);
    }
    return true;
  }

  @Test
  void oneCallIsFoughtOverByTwoConferencesAndClosedMeanwhile()
      throws ExecutionException, InterruptedException, NoPortsException {
    List<AudioLeg> legs = new ArrayList<>();
    for (int i = 0; i < LEGS; i++) {
      legs.add(leg());
    }
    try (ExecutorService callers = Executors.newFixedThreadPool(2)) {
      List<Future<?>> working = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        ConferenceSid conference = SIDS.conference();
        working.add(
            callers.submit(
                () -> {
                  for (int j = 0; j < ROUNDS; j++) {
                    engine.route(conference, all(legs));
                    if (j == ROUNDS / 2) {
                      legs.getFirst().close();
                    }
                  }
                  engine.route(conference, List.of());
                }));
      }
      for (Future<?> each : working) {
        each.get();
      }
    }
    legs.forEach(AudioLeg::close);
    nothingIsLeft();
  }
}
