package dev.rollcall.media;

import static dev.rollcall.media.EngineFixture.SIDS;
import static dev.rollcall.media.EngineFixture.open;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.rollcall.core.audio.AudioRoute;
import dev.rollcall.core.audio.CallQuality;
import dev.rollcall.core.identity.ConferenceSid;
import dev.rollcall.core.testing.Await;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The media threads' own code, run by the test with a clock of its own on real sockets. */
class PacketPathTest {
  private static final long FRAME_NANOS = 20_000_000L;
  private static final int WARM_UP = 3_000;
  private static final int BLOCK = 500;
  private static final long SMALLEST_OBJECT = 16;
  private static final int MEASURED = 2_000;

  private final AtomicLong now = new AtomicLong(1_000_000_000L);
  private final ConferenceSid conference = SIDS.conference();
  private final List<TestPhone> phones = new ArrayList<>();
  private final List<AudioLeg> legs = new ArrayList<>();
  private MediaEngine engine;

  @BeforeEach
  void openLegs() throws Exception {
    engine = EngineFixture.engine(now::get);
    List<AudioRoute> routes = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      TestPhone phone = new TestPhone();
      AudioLeg leg = engine.open(SIDS.call());
      leg.configure(phone.audio());
      phones.add(phone);
      legs.add(leg);
      routes.add(open(leg.call()));
    }
    engine.route(conference, routes);
  }

  @AfterEach
  void close() {
    engine.close();
    phones.forEach(TestPhone::close);
  }

  private void sendFrames() {
    for (int i = 0; i < phones.size(); i++) {
      phones.get(i).playFrame(legs.get(i).rtpPort(), 300 + 200 * i);
    }
  }

  private void oneFrame() {
    now.addAndGet(FRAME_NANOS);
    for (MediaThread thread : engine.threads()) {
      thread.poll(now.get());
      thread.tick(now.get(), now.get());
    }
  }

  @Test
  void nothingIsAllocatedPerPacket() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long id = Thread.currentThread().threadId();
    for (int i = 0; i < WARM_UP; i++) {
      sendFrames();
      oneFrame();
    }
    long received = engine.statistics().packetsReceived();
    // What the compiler has not come to yet allocates for a while: the best block counts.
    long least = Long.MAX_VALUE;
    for (int block = 0; block < MEASURED / BLOCK; block++) {
      long allocated = 0;
      for (int i = 0; i < BLOCK; i++) {
        sendFrames();
        long before = threads.getThreadAllocatedBytes(id);
        oneFrame();
        allocated += threads.getThreadAllocatedBytes(id) - before;
      }
      least = Math.min(least, allocated);
    }
    assertThat(engine.statistics().packetsReceived() - received).isGreaterThan(5_900);
    // A look at the sockets costs the platform 32 bytes, however many packets there are.
    assertThat(least)
        .as("bytes in %d frames of 3 legs, against the smallest object for each packet", BLOCK)
        .isLessThan(SMALLEST_OBJECT * BLOCK * phones.size());
  }

  @Test
  void silenceGrowsUntilSomethingValidComes() {
    oneFrame();
    for (int i = 0; i < 100; i++) {
      oneFrame();
    }
    assertThat(legs.getFirst().silence()).isEqualTo(Duration.ofMillis(20 * 101));
    phones.getFirst().send(legs.getFirst().rtpPort(), new byte[] {1, 2, 3});
    oneFrame();
    assertThat(legs.getFirst().silence()).isGreaterThan(Duration.ofSeconds(2));
    phones.getFirst().playFrame(legs.getFirst().rtpPort(), 400);
    oneFrame();
    assertThat(legs.getFirst().silence()).isZero();
    now.addAndGet(FRAME_NANOS);
    phones.getFirst().report(legs.getFirst().rtpPort() + 1, 0, 0);
    oneFrame();
    assertThat(legs.getFirst().silence()).isZero();
  }

  @Test
  void aThirdPartyCannotTakeAnActiveLegOver() throws Exception {
    int port = legs.getFirst().rtpPort();
    try (TestPhone attacker = new TestPhone()) {
      for (int i = 0; i < 50; i++) {
        phones.getFirst().playFrame(port, 400);
        attacker.playFrame(port, 900);
        oneFrame();
        oneFrame();
      }
      assertThat(legs.getFirst().statistics().discarded())
          .containsEntry(DiscardReason.FOREIGN_SOURCE, 50L);
      assertThat(attacker.received()).isEmpty();
    }
  }

  @Test
  void digitsAreToldOnceAndNotMixed() {
    List<Digit> told = new ArrayList<>();
    AudioLeg leg = legs.getFirst();
    TestPhone phone = phones.getFirst();
    leg.onDigit(
        digit -> {
          told.add(digit);
          throw new IllegalStateException("a listener that fails");
        });
    for (int i = 1; i <= 4; i++) {
      phone.event(leg.rtpPort(), '7', i > 2, Math.min(i, 3) * 160);
      oneFrame();
    }
    phone.skip(1_600);
    phone.event(leg.rtpPort(), '#', false, 160);
    for (int i = 0; i < 20; i++) {
      oneFrame();
    }
    assertThat(told)
        .containsExactly(
            new Digit('7', Duration.ofMillis(60)), new Digit('#', Duration.ofMillis(20)));
    assertThat(leg.statistics().digits()).isEqualTo(2);
    assertThat(phones.get(1).received())
        .allSatisfy(packet -> assertThat(packet.samples()).containsOnly(0));
  }

  @Test
  void directionsAreKept() {
    AudioLeg leg = legs.getFirst();
    TestPhone phone = phones.getFirst();
    leg.configure(phone.audio(false, false));
    for (int i = 0; i < 200; i++) {
      sendFrames();
      oneFrame();
    }
    assertThat(leg.statistics().packetsSent()).isZero();
    assertThat(leg.statistics().packetsReceived()).isPositive();
    assertThat(leg.silence()).isLessThanOrEqualTo(Duration.ofMillis(20));
    assertThat(Tone.amplitude(phones.get(1).lastHeard(50), 300)).isLessThan(100);
    assertThat(Tone.amplitude(phones.get(1).lastHeard(50), 700)).isGreaterThan(3_500);
  }

  @Test
  void headersFollowTheRules() {
    for (int i = 0; i < 100; i++) {
      oneFrame();
    }
    Await.until(
        () ->
            phones.getFirst().received().size() < 100
                ? Optional.of("not all have come")
                : Optional.empty());
    List<TestPhone.Received> all = phones.getFirst().received();
    for (int i = 0; i < 100; i++) {
      TestPhone.Received packet = all.get(i);
      assertThat(packet.marker()).isEqualTo(i == 0);
      assertThat(packet.sequence()).isEqualTo((all.getFirst().sequence() + i) & 0xffff);
      assertThat(packet.timestamp()).isEqualTo(all.getFirst().timestamp() + i * 160);
      assertThat(packet.ssrc()).isEqualTo(all.getFirst().ssrc());
      assertThat(packet.payloadType()).isZero();
    }
  }

  @Test
  void reportsGoOutEveryFewSecondsAndTheirsAreTaken() {
    for (int i = 0; i < 50 * 60; i++) {
      sendFrames();
      oneFrame();
    }
    Await.until(
        () ->
            phones.getFirst().reports().size() < 9
                ? Optional.of("only " + phones.getFirst().reports().size())
                : Optional.empty());
    assertThat(phones.getFirst().reports()).hasSizeBetween(9, 25);
    int ours = phones.getFirst().received().getFirst().ssrc();
    phones.getFirst().report(legs.getFirst().rtpPort() + 1, ours, 64);
    oneFrame();
    LegStatistics.RemoteView view = legs.getFirst().statistics().remoteView().orElseThrow();
    assertThat(view.fractionLost()).isEqualTo(0.25);
    assertThat(view.cumulativeLost()).isEqualTo(5);
    assertThat(view.jitterMillis()).isEqualTo(10);
    assertThat(view.sentUntilThen()).isBetween(50L * 60, 50L * 60 + 1);
    CallQuality quality = engine.quality(legs.getFirst().call()).orElseThrow();
    assertThat(quality.codec()).isEqualTo("PCMU");
    assertThat(quality.received().packets()).isEqualTo(50 * 60);
    assertThat(quality.received().lost()).isZero();
    assertThat(quality.received().bufferMillis().orElseThrow()).isGreaterThanOrEqualTo(20);
    assertThat(quality.sent().farEnd().orElseThrow().lostPercent())
        .isEqualTo(100.0 * 5 / view.sentUntilThen());
    assertThat(quality.mos().orElseThrow()).isGreaterThan(4);
    legs.getFirst().close();
    assertThat(engine.quality(legs.getFirst().call())).isEmpty();
    Await.until(() -> phones.getFirst().heardGoodbye() ? Optional.empty() : Optional.of("no BYE"));
  }

  @Test
  void whatWaitedBeforeTheLegWasTakenInIsThrownAway() throws Exception {
    AudioLeg late = engine.open(SIDS.call());
    try (TestPhone phone = new TestPhone()) {
      late.configure(phone.audio());
      for (int i = 0; i < 40; i++) {
        phone.playFrame(late.rtpPort(), 500);
      }
      engine.route(conference, List.of(open(late.call()), open(legs.getFirst().call())));
      assertThat(late.statistics().discarded()).containsEntry(DiscardReason.NOT_ATTACHED, 40L);
      engine.route(conference, List.of());
      assertThat(engine.statistics().conferences()).isZero();
      late.close();
      assertThat(engine.statistics().packetsReceived()).isEqualTo(40);
    }
  }

  @Test
  void nothingThatComesStopsTheConference() {
    Random random = new Random(11);
    AudioLeg leg = legs.getFirst();
    TestPhone phone = phones.getFirst();
    for (int i = 0; i < 10_000; i++) {
      byte[] packet = new byte[random.nextInt(400)];
      random.nextBytes(packet);
      if (packet.length > 2 && i % 4 != 0) {
        packet[0] = (byte) (0x80 | (i % 8 == 1 ? packet[0] & 0x3f : 0));
        packet[1] = new byte[] {0, 13, TestPhone.EVENTS, (byte) 200, (byte) 201}[i % 5];
      }
      phone.send(leg.rtpPort(), packet);
      phone.sendReport(leg.rtpPort() + 1, packet);
      if (i % 3 == 0) {
        oneFrame();
      } else {
        engine.threads().forEach(thread -> thread.poll(now.get()));
      }
    }
    assertThat(engine.statistics().failures()).isZero();
    assertThat(leg.statistics().discarded().get(DiscardReason.MALFORMED)).isGreaterThan(1_000);
    for (int i = 0; i < 100; i++) {
      sendFrames();
      oneFrame();
    }
    Await.until(
        () -> {
          double amplitude = Tone.amplitude(phones.get(1).lastHeard(25), 300);
          return amplitude > 3_500 ? Optional.empty() : Optional.of("amplitude " + amplitude);
        });
  }

  @Test
  void aListenerForKeysMayCloseItsLeg() {
    AudioLeg leg = legs.getFirst();
    leg.onDigit(_ -> leg.close());
    phones.getFirst().event(leg.rtpPort(), '0', true, 160);
    oneFrame();
    oneFrame();
    assertThat(engine.statistics().legs()).isEqualTo(2);
    assertThat(engine.statistics().digits()).isEqualTo(1);
    assertThat(engine.statistics().failures()).isZero();
  }
}
