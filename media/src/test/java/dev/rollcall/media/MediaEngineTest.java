package dev.rollcall.media;

import static dev.rollcall.media.EngineFixture.SIDS;
import static dev.rollcall.media.EngineFixture.muted;
import static dev.rollcall.media.EngineFixture.open;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.core.identity.ConferenceSid;
import dev.rollcall.core.testing.Await;
import dev.rollcall.media.codec.G711;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole engine with phones on real sockets. */
class MediaEngineTest {
  private static final double LOW = 400;
  private static final double MIDDLE = 700;
  private static final double HIGH = 1_100;
  private static final int FRAMES = 25;

  private final ConferenceSid conference = SIDS.conference();
  private MediaEngine engine;
  private TestPhone anna;
  private TestPhone ben;
  private TestPhone cleo;
  private AudioLeg annasLeg;
  private AudioLeg bensLeg;
  private AudioLeg cleosLeg;

  @BeforeEach
  void openThreeLegs() throws Exception {
    engine = EngineFixture.engine();
    anna = new TestPhone(G711.PCMU, 1);
    ben = new TestPhone(G711.PCMA, 2);
    cleo = new TestPhone(G711.PCMU, 3);
    annasLeg = engine.open(SIDS.call());
    bensLeg = engine.open(SIDS.call());
    cleosLeg = engine.open(SIDS.call());
    annasLeg.configure(anna.audio());
    bensLeg.configure(ben.audio());
    cleosLeg.configure(cleo.audio());
  }

  @AfterEach
  void closeAll() {
    engine.close();
    anna.close();
    ben.close();
    cleo.close();
  }

  @Test
  void everybodyHearsAllOthersAndNotItself() {
    engine.route(
        conference, List.of(open(annasLeg.call()), open(bensLeg.call()), open(cleosLeg.call())));
    anna.play(annasLeg.rtpPort(), LOW);
    ben.play(bensLeg.rtpPort(), MIDDLE);
    cleo.play(cleosLeg.rtpPort(), HIGH);

    Await.until(() -> hears(anna, false, true, true));
    Await.until(() -> hears(ben, true, false, true));
    Await.until(() -> hears(cleo, true, true, false));

    engine.route(
        conference, List.of(muted(annasLeg.call()), open(bensLeg.call()), open(cleosLeg.call())));
    Await.until(() -> hears(anna, false, true, true));
    Await.until(() -> hears(ben, false, false, true));
    Await.until(() -> hears(cleo, false, true, false));
  }

  private static Optional<String> hears(
      TestPhone phone, boolean low, boolean middle, boolean high) {
    short[] heard = phone.lastHeard(FRAMES);
    if (heard.length < FRAMES * 160) {
      return Optional.of("only " + heard.length + " samples were heard");
    }
    double[] amplitudes = {
      Tone.amplitude(heard, LOW), Tone.amplitude(heard, MIDDLE), Tone.amplitude(heard, HIGH)
    };
    boolean[] wanted = {low, middle, high};
    for (int i = 0; i < wanted.length; i++) {
      boolean right = wanted[i] ? amplitudes[i] > 3_000 : amplitudes[i] < 150;
      if (!right) {
        return Optional.of("amplitudes are " + Arrays.toString(amplitudes));
      }
    }
    return Optional.empty();
  }

  @Test
  void phonesThatSayNothingGetSilence() {
    engine.route(conference, List.of(open(annasLeg.call()), open(bensLeg.call())));
    Await.until(() -> anna.received().size() < 10 ? Optional.of("no packets") : Optional.empty());
    assertThat(anna.received()).allSatisfy(packet -> assertThat(packet.samples()).containsOnly(0));
    assertThat(cleo.received()).isEmpty();
  }

  @Test
  void anEngineWithoutConferencesMakesNoTicks() {
    engine.route(conference, List.of(open(annasLeg.call())));
    Await.until(() -> engine.statistics().ticks() < 5 ? Optional.of("no ticks") : Optional.empty());
    engine.route(conference, List.of());
    Await.until(() -> engine.threadsSleep() ? Optional.empty() : Optional.of("a thread is awake"));
    long ticks = engine.statistics().ticks();
    anna.playFrame(annasLeg.rtpPort(), LOW);
    assertThat(engine.threadsSleep()).isTrue();
    assertThat(engine.statistics().ticks()).isEqualTo(ticks);
    assertThat(engine.statistics().lateness().count()).isEqualTo(ticks);
    assertThat(engine.statistics().failures()).isZero();
  }

  @Test
  void portsRunOutAndComeBack() throws Exception {
    int free = annasLeg.rtpPort();
    annasLeg.close();
    annasLeg.close();
    MediaSettings one =
        new MediaSettings(InetAddress.getLoopbackAddress(), free, free + 1, 1, 20, 200);
    try (MediaEngine small =
        new MediaEngine(one, new Random(), System::nanoTime, InstantSource.system())) {
      small.start();
      for (int i = 0; i < 5; i++) {
        AudioLeg leg = small.open(SIDS.call());
        assertThat(leg.rtpPort()).isEqualTo(free);
        small.route(conference, List.of(open(leg.call())));
        assertThatThrownBy(() -> small.open(SIDS.call()))
            .isInstanceOf(NoPortsException.class)
            .hasMessageContaining(String.valueOf(free));
        leg.close();
        small.route(conference, List.of());
      }
      assertThat(small.statistics().legs()).isZero();
    }
  }

  @Test
  void portsOfOtherProgramsArePassedOver() throws Exception {
    int taken = annasLeg.rtpPort();
    MediaSettings one =
        new MediaSettings(InetAddress.getLoopbackAddress(), taken, taken + 1, 1, 20, 200);
    try (MediaEngine small =
        new MediaEngine(one, new Random(), System::nanoTime, InstantSource.system())) {
      assertThatThrownBy(() -> small.open(SIDS.call())).isInstanceOf(NoPortsException.class);
    }
  }

  @Test
  void callsWithoutAudioArePassedOverAndACallMayChangeConferences() {
    ConferenceSid other = SIDS.conference();
    engine.route(conference, List.of(open(annasLeg.call()), open(SIDS.call())));
    anna.play(annasLeg.rtpPort(), LOW);
    engine.route(other, List.of(open(annasLeg.call()), open(bensLeg.call())));
    engine.route(conference, List.of());
    Await.until(() -> hears(ben, true, false, false));
    assertThat(engine.statistics().conferences()).isEqualTo(1);
    assertThat(engine.statistics().legs()).isEqualTo(3);
  }
}
