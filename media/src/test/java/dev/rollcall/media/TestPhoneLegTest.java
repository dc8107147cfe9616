package dev.rollcall.media;

import static dev.rollcall.media.EngineFixture.SIDS;
import static dev.rollcall.media.EngineFixture.open;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.core.audio.Announcement;
import dev.rollcall.core.audio.AudioRoute;
import dev.rollcall.core.audio.Hears;
import dev.rollcall.core.audio.Speaks;
import dev.rollcall.core.identity.CallSid;
import dev.rollcall.core.identity.ConferenceSid;
import dev.rollcall.core.signalling.Destination.TestPhone.Behaviour;
import dev.rollcall.core.testing.Await;
import dev.rollcall.media.sound.SoundFiles;
import dev.rollcall.media.sound.SoundStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The phones inside the server, in conferences with a phone on a real socket. */
class TestPhoneLegTest {
  private static final double TONE = 440;
  private static final double SPOKEN = 700;
  private static final int FRAMES = 25;

  private final ConferenceSid conference = SIDS.conference();
  private MediaEngine engine;
  private TestPhone anna;
  private AudioLeg annasLeg;

  @BeforeEach
  void begin() throws Exception {
    engine = EngineFixture.engine();
    anna = new TestPhone();
    annasLeg = engine.open(SIDS.call());
    annasLeg.configure(anna.audio());
  }

  @AfterEach
  void end() {
    engine.close();
    anna.close();
  }

  private Optional<String> annaHears(double hertz, double least, double most) {
    short[] heard = anna.lastHeard(FRAMES);
    if (heard.length < FRAMES * 160) {
      return Optional.of("only " + heard.length + " samples were heard");
    }
    double amplitude = Tone.amplitude(heard, hertz);
    return amplitude >= least && amplitude <= most
        ? Optional.empty()
        : Optional.of(hertz + " Hz are heard with " + amplitude);
  }

  @Test
  void theToneIsHeardUntilThePhoneIsClosed() {
    TestPhoneLeg tone = engine.openTestPhone(SIDS.call(), Behaviour.TONE);
    engine.route(conference, List.of(open(annasLeg.call()), open(tone.call())));
    Await.until(() -> annaHears(TONE, 3_900, 4_100));
    tone.close();
    tone.close();
    Await.until(() -> annaHears(TONE, 0, 50));
    assertThat(engine.statistics().failures()).isZero();
  }

  @Test
  void theEchoSaysWhatItHears() {
    TestPhoneLeg echo = engine.openTestPhone(SIDS.call(), Behaviour.ECHO);
    engine.route(conference, List.of(open(annasLeg.call()), open(echo.call())));
    anna.play(annasLeg.rtpPort(), SPOKEN);
    Await.until(() -> annaHears(SPOKEN, 3_500, 4_500));
    TestPhoneLeg tone = engine.openTestPhone(SIDS.call(), Behaviour.TONE);
    AudioRoute coaching =
        new AudioRoute(tone.call(), new Speaks.ToOne(echo.call()), new Hears.TheConference());
    engine.route(conference, List.of(open(annasLeg.call()), open(echo.call()), coaching));
    Await.until(() -> annaHears(TONE, 3_500, 4_500));
  }

  @Test
  void itIsALegLikeOthersAndNothingIsCountedForIt() {
    CallSid call = SIDS.call();
    TestPhoneLeg tone = engine.openTestPhone(call, Behaviour.TONE);
    assertThatThrownBy(() -> engine.openTestPhone(call, Behaviour.ECHO))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> engine.open(call)).isInstanceOf(IllegalStateException.class);
    engine.route(conference, List.of(open(call)));
    assertThat(engine.statistics().legs()).isEqualTo(2);
    Await.until(() -> engine.statistics().ticks() < 3 ? Optional.of("still") : Optional.empty());
    ConferenceSid other = SIDS.conference();
    engine.route(other, List.of(open(call), open(annasLeg.call())));
    engine.route(conference, List.of());
    Await.until(() -> annaHears(TONE, 3_900, 4_100));
    tone.close();
    engine.route(other, List.of());
    MediaStatistics statistics = engine.statistics();
    assertThat(statistics.legs()).isEqualTo(1);
    assertThat(statistics.packetsReceived()).isZero();
    assertThat(statistics.packetsSent()).isEqualTo(annasLeg.statistics().packetsSent());
    engine.close();
    assertThatThrownBy(() -> engine.openTestPhone(SIDS.call(), Behaviour.TONE))
        .isInstanceOf(IllegalStateException.class);
  }

  private static SoundStream sound(double hertz, int millis) throws Exception {
    return SoundStream.open(
        SoundFiles.once(SoundFiles.wav(hertz, millis)), "a sound", Duration.ofSeconds(9));
  }

  @Test
  void theEngineCarriesAnnouncementsAndMusicAndClosesThemAtItsEnd() throws Exception {
    SoundStream music = sound(SPOKEN, 60_000);
    engine.route(
        conference,
        List.of(
            new AudioRoute(
                annasLeg.call(), new Speaks.ToNobody(), new Hears.Music(Optional.of(music)))));
    Await.until(() -> annaHears(SPOKEN, 9_000, 11_000));
    SoundStream toAnna = sound(TONE, 60_000);
    engine.announce(conference, annasLeg.call(), new Announcement(toAnna, _ -> {}));
    Await.until(() -> annaHears(TONE, 9_000, 11_000));
    SoundStream toAll = sound(TONE, 60_000);
    engine.announce(conference, new Announcement(toAll, _ -> {}));
    SoundStream late = sound(TONE, 60_000);
    engine.announce(SIDS.conference(), new Announcement(late, _ -> {}));
    assertThat(late.closed()).isTrue();
    assertThat(List.of(music.closed(), toAnna.closed(), toAll.closed())).containsOnly(false);
    engine.close();
    assertThat(List.of(music.closed(), toAnna.closed(), toAll.closed())).containsOnly(true);
    SoundStream afterTheEnd = sound(TONE, 60_000);
    engine.route(
        conference,
        List.of(
            new AudioRoute(
                annasLeg.call(),
                new Speaks.ToNobody(),
                new Hears.Music(Optional.of(afterTheEnd)))));
    assertThat(afterTheEnd.closed()).isTrue();
    assertThat(engine.statistics().conferences()).isZero();
  }
}
