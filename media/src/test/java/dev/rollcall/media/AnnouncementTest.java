package dev.rollcall.media;

import static dev.rollcall.media.EngineFixture.SIDS;
import static dev.rollcall.media.EngineFixture.muted;
import static dev.rollcall.media.EngineFixture.open;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.rollcall.core.audio.Announcement;
import dev.rollcall.core.audio.AudioRoute;
import dev.rollcall.core.audio.Hears;
import dev.rollcall.core.audio.Sound;
import dev.rollcall.core.audio.SoundUnavailableException;
import dev.rollcall.core.audio.Speaks;
import dev.rollcall.core.identity.CallSid;
import dev.rollcall.core.testing.Await;
import dev.rollcall.media.codec.Codec;
import dev.rollcall.media.codec.G711;
import dev.rollcall.media.jitter.Frame;
import dev.rollcall.media.sound.PcmClip;
import dev.rollcall.media.sound.SoundFiles;
import dev.rollcall.media.sound.SoundStream;
import dev.rollcall.media.sound.Sounds;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Announcements and apps' music: who hears them, when they end, what is closed. */
class AnnouncementTest {
  private static final double ANNOUNCED = 1_500;
  private static final double MUSIC = 2_000;
  private static final double SPOKEN = 400;
  private static final int FRAMES = 10;
  private static final double LOUD = 3_000;
  private static final double QUIET = 300;

  private final PcmClip music = Sounds.holdMusic();
  private final Mixer mixer = new Mixer(music, Sounds.beep(), Optional.empty());
  private final Map<CallSid, Ear> ears = new LinkedHashMap<>();
  private final Ear anna = ear();
  private final Ear ben = ear();
  private final ConcurrentLinkedQueue<Announcement.Result> results = new ConcurrentLinkedQueue<>();
  private long tick;

  /** A leg that keeps what it is sent; it says nothing unless told to. */
  private static final class Ear implements MixerPort {
    final CallSid call = SIDS.call();
    final List<Integer> identities = new ArrayList<>();
    boolean speaks;
    short[] heard = {};

    @Override
    public boolean pull(long tick, short[] frame) {
      double amplitude = speaks ? 4_000 : 0;
      short[] tone = Tone.samples(SPOKEN, amplitude, tick, Frame.SAMPLES);
      System.arraycopy(tone, 0, frame, 0, Frame.SAMPLES);
      return speaks;
    }

    @Override
    public Codec codec() {
      return G711.PCMU;
    }

    @Override
    public void send(long tick, Codec codec, byte[] payload, int octets) {
      identities.add(System.identityHashCode(payload));
      short[] samples = new short[octets];
      codec.decode(payload, octets, samples);
      int before = heard.length;
      heard = Arrays.copyOf(heard, before + octets);
      System.arraycopy(samples, 0, heard, before, octets);
    }

    boolean hears(double hertz) {
      double amplitude = Tone.amplitude(heard, hertz);
      assertThat(amplitude < QUIET || amplitude > LOUD).as("%s Hz: %s", hertz, amplitude).isTrue();
      return amplitude > LOUD;
    }

    void forget() {
      heard = new short[0];
      identities.clear();
    }
  }

  /** What a participant may be doing when something is announced. */
  enum State {
    TALKING(true),
    MUTED(true),
    COACHING(true),
    COACHED(true),
    HELD(false),
    HELD_WITH_OWN_MUSIC(false),
    WAITING_IN_SILENCE(false),
    RINGING_WITH_EARLY_MEDIA(false);

    final boolean hearsConference;

    State(boolean hearsConference) {
      this.hearsConference = hearsConference;
    }
  }

  private Ear ear() {
    Ear ear = new Ear();
    ears.put(ear.call, ear);
    return ear;
  }

  private void route(List<AudioRoute> routes) {
    mixer.route(routes, call -> Optional.ofNullable(ears.get(call)));
  }

  private void play(int frames) {
    ears.values().forEach(Ear::forget);
    for (int i = 0; i < frames; i++) {
      mixer.tick(tick);
      tick += Frame.SAMPLES;
    }
  }

  /** Sound that is decoded already, so that no frame of it is late. */
  private static SoundStream sound(double hertz, int millis) throws SoundUnavailableException {
    return SoundFiles.decoded(SoundFiles.wav(hertz, millis));
  }

  private Announcement announcement(Sound sound) {
    return new Announcement(sound, results::add);
  }

  private static AudioRoute held(CallSid call, Optional<Sound> sound) {
    return new AudioRoute(call, new Speaks.ToNobody(), new Hears.Music(sound));
  }

  /** Anna is in {@code state}, ben talks. */
  private List<AudioRoute> routes(State state) throws SoundUnavailableException {
    CallSid call = anna.call;
    Hears conference = new Hears.TheConference();
    AudioRoute annas =
        switch (state) {
          case TALKING, COACHED -> open(call);
          case MUTED -> muted(call);
          case COACHING -> new AudioRoute(call, new Speaks.ToOne(ben.call), conference);
          case HELD -> held(call, Optional.empty());
          case HELD_WITH_OWN_MUSIC -> held(call, Optional.of(sound(MUSIC, 4_000)));
          case WAITING_IN_SILENCE ->
              new AudioRoute(call, new Speaks.ToNobody(), new Hears.Nothing());
          case RINGING_WITH_EARLY_MEDIA ->
              new AudioRoute(call, new Speaks.ToAll(), new Hears.Nothing());
        };
    AudioRoute bens =
        state == State.COACHED
            ? new AudioRoute(ben.call, new Speaks.ToOne(call), conference)
            : open(ben.call);
    return List.of(annas, bens);
  }

  private void resultsAre(Announcement.Result... wanted) {
    Await.until(
        () ->
            results.size() < wanted.length ? Optional.of("told are " + results) : Optional.empty());
    assertThat(results).containsExactly(wanted);
  }

  @ParameterizedTest
  @EnumSource
  void anAnnouncementToAllIsHeardOverTheConferenceByThoseWhoHearIt(State state) throws Exception {
    ben.speaks = true;
    route(routes(state));
    mixer.announce(announcement(sound(ANNOUNCED, 400)));
    play(FRAMES);
    assertThat(anna.hears(ANNOUNCED)).isEqualTo(state.hearsConference);
    assertThat(anna.hears(SPOKEN)).isEqualTo(state.hearsConference);
    assertThat(anna.hears(MUSIC)).isEqualTo(state == State.HELD_WITH_OWN_MUSIC);
    assertThat(ben.hears(ANNOUNCED)).isTrue();
    assertThat(ben.hears(SPOKEN)).isFalse();
    play(FRAMES);
    assertThat(results).isEmpty();
    play(1);
    resultsAre(new Announcement.Result(Optional.empty()));
    assertThat(ben.hears(ANNOUNCED)).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void anAnnouncementToOneIsHeardByThatOneInEveryState(State state) throws Exception {
    ben.speaks = true;
    route(routes(state));
    mixer.announce(anna.call, announcement(sound(ANNOUNCED, 400)));
    play(FRAMES);
    assertThat(anna.hears(ANNOUNCED)).isTrue();
    assertThat(anna.hears(SPOKEN)).as("over the conference").isEqualTo(state.hearsConference);
    assertThat(anna.hears(MUSIC)).as("in place of music").isFalse();
    assertThat(ben.hears(ANNOUNCED)).isFalse();
    play(FRAMES);
    play(FRAMES);
    assertThat(anna.hears(ANNOUNCED)).isFalse();
    assertThat(anna.hears(MUSIC)).isEqualTo(state == State.HELD_WITH_OWN_MUSIC);
    resultsAre(new Announcement.Result(Optional.empty()));
  }

  @Test
  void whoSpeaksHearsTheAnnouncementAndNotItself() throws Exception {
    anna.speaks = true;
    route(List.of(open(anna.call), open(ben.call)));
    mixer.announce(announcement(sound(ANNOUNCED, 400)));
    mixer.announce(anna.call, announcement(sound(MUSIC, 400)));
    play(FRAMES);
    assertThat(anna.hears(ANNOUNCED)).isTrue();
    assertThat(anna.hears(MUSIC)).isTrue();
    assertThat(anna.hears(SPOKEN)).isFalse();
    assertThat(ben.hears(ANNOUNCED)).isTrue();
    assertThat(ben.hears(MUSIC)).isFalse();
    assertThat(ben.hears(SPOKEN)).isTrue();
  }

  @Test
  void anAnnouncementGoesOnWhenItsListenerIsHeldAndTakenBack() throws Exception {
    route(List.of(open(anna.call), open(ben.call)));
    mixer.announce(anna.call, announcement(sound(ANNOUNCED, 600)));
    play(FRAMES);
    assertThat(anna.hears(ANNOUNCED)).isTrue();
    route(List.of(held(anna.call, Optional.empty()), open(ben.call)));
    play(FRAMES);
    assertThat(anna.hears(ANNOUNCED)).isTrue();
    route(List.of(open(anna.call)));
    play(FRAMES);
    assertThat(anna.hears(ANNOUNCED)).isTrue();
    play(1);
    resultsAre(new Announcement.Result(Optional.empty()));
  }

  @Test
  void aNewerOneTakesThePlaceOfTheOlderWhichIsClosedAndToldOfIt() throws Exception {
    route(List.of(open(anna.call), open(ben.call)));
    for (Optional<CallSid> to : List.of(Optional.<CallSid>empty(), Optional.of(anna.call))) {
      WatchedSound first = new WatchedSound();
      Announcement second = announcement(sound(ANNOUNCED, 200));
      to.ifPresentOrElse(
          call -> {
            mixer.announce(call, announcement(first));
            mixer.announce(call, second);
          },
          () -> {
            mixer.announce(announcement(first));
            mixer.announce(second);
          });
      assertThat(first.closed).isTrue();
      resultsAre(failed("another announcement took its place"));
      results.clear();
      play(FRAMES);
      assertThat(anna.hears(ANNOUNCED)).isTrue();
      play(1);
      resultsAre(new Announcement.Result(Optional.empty()));
      results.clear();
    }
  }

  @Test
  void oneToAllAndOneToOneDoNotReplaceEachOther() throws Exception {
    route(List.of(open(anna.call), open(ben.call)));
    mixer.announce(announcement(sound(ANNOUNCED, 200)));
    mixer.announce(anna.call, announcement(sound(MUSIC, 200)));
    play(FRAMES);
    assertThat(anna.hears(ANNOUNCED)).isTrue();
    assertThat(anna.hears(MUSIC)).isTrue();
    play(1);
    resultsAre(
        new Announcement.Result(Optional.empty()), new Announcement.Result(Optional.empty()));
  }

  @Test
  void aFailureIsToldAndTheConferenceGoesOn() throws Exception {
    anna.speaks = true;
    route(List.of(open(anna.call), open(ben.call)));
    byte[] whole = SoundFiles.wav(ANNOUNCED, 400);
    SoundStream cutOff = SoundFiles.decoded(Arrays.copyOf(whole, 44 + 16 * 200));
    mixer.announce(announcement(cutOff));
    play(FRAMES);
    assertThat(ben.hears(ANNOUNCED)).isTrue();
    play(FRAMES);
    assertThat(ben.hears(ANNOUNCED)).isFalse();
    assertThat(ben.hears(SPOKEN)).isTrue();
    resultsAre(
        new Announcement.Result(
            Optional.of(
                "a file is cut off: it holds 3200 octets of audio and says it holds 6400")));
    results.clear();
    WatchedSound foreign = new WatchedSound();
    mixer.announce(anna.call, announcement(foreign));
    play(1);
    resultsAre(new Announcement.Result(Optional.of("watched is no sound that can be played here")));
    assertThat(foreign.closed).isTrue();
  }

  @Test
  void listenersToAnAnnouncementToAllShareOneEncodedFrame() throws Exception {
    route(List.of(open(anna.call), open(ben.call)));
    mixer.announce(announcement(sound(ANNOUNCED, 200)));
    play(FRAMES);
    assertThat(anna.identities).isEqualTo(ben.identities);
  }

  @Test
  void announcementsToThoseWhoGoOrAreNotThereAreClosedAndToldOfIt() throws Exception {
    route(List.of(open(anna.call), open(ben.call)));
    WatchedSound toStranger = new WatchedSound();
    mixer.announce(SIDS.call(), announcement(toStranger));
    assertThat(toStranger.closed).isTrue();
    resultsAre(failed("the participant left"));
    results.clear();
    WatchedSound toAnna = new WatchedSound();
    WatchedSound toAll = new WatchedSound();
    mixer.announce(anna.call, announcement(toAnna));
    mixer.announce(announcement(toAll));
    route(List.of(open(ben.call)));
    assertThat(toAnna.closed).isTrue();
    resultsAre(failed("the participant left"));
    results.clear();
    assertThat(toAll.closed).isFalse();
    route(List.of());
    assertThat(toAll.closed).isTrue();
    play(1);
    resultsAre(failed("the conference ended"));
  }

  @Test
  void announcementsToAConferenceThatIsNotOpenAreClosedAndToldOfIt() throws Exception {
    try (MediaEngine engine = EngineFixture.engine()) {
      WatchedSound toAll = new WatchedSound();
      engine.announce(SIDS.conference(), announcement(toAll));
      resultsAre(failed("the conference ended"));
      assertThat(toAll.closed).isTrue();
      WatchedSound toOne = new WatchedSound();
      engine.announce(SIDS.conference(), SIDS.call(), announcement(toOne));
      resultsAre(failed("the conference ended"), failed("the conference ended"));
      assertThat(toOne.closed).isTrue();
    }
  }

  private static Announcement.Result failed(String why) {
    return new Announcement.Result(Optional.of(why));
  }

  /** Sound of another make, which knows whether it was closed. */
  private static final class WatchedSound implements Sound {
    final AtomicBoolean closed = new AtomicBoolean();

    @Override
    public String source() {
      return "watched";
    }

    @Override
    public void close() {
      closed.set(true);
    }
  }

  @Test
  void soundsThatNoRouteNamesAnyMoreAreClosed() {
    WatchedSound first = new WatchedSound();
    WatchedSound second = new WatchedSound();
    WatchedSound ofNobody = new WatchedSound();
    AudioRoute withoutAudio = held(SIDS.call(), Optional.of(ofNobody));
    route(List.of(held(anna.call, Optional.of(first)), open(ben.call), withoutAudio));
    route(List.of(held(anna.call, Optional.of(first)), muted(ben.call), withoutAudio));
    assertThat(first.closed).isFalse();
    route(List.of(held(anna.call, Optional.of(second)), open(ben.call), withoutAudio));
    assertThat(first.closed).isTrue();
    assertThat(second.closed).isFalse();
    route(List.of(open(ben.call), withoutAudio));
    assertThat(second.closed).isTrue();
    assertThat(ofNobody.closed).isFalse();
    route(List.of());
    assertThat(ofNobody.closed).isTrue();
  }

  @Test
  void afterItsEndMusicIsSilentAndAfterAFailureTheBuiltInMusicPlays() throws Exception {
    SoundStream complete = sound(MUSIC, 200);
    route(List.of(held(anna.call, Optional.of(complete))));
    play(FRAMES);
    assertThat(anna.hears(MUSIC)).isTrue();
    play(FRAMES);
    assertThat(anna.heard).containsOnly(0);

    byte[] whole = SoundFiles.wav(MUSIC, 400);
    SoundStream cutOff = SoundFiles.decoded(Arrays.copyOf(whole, 44 + 16 * 200));
    route(List.of(held(anna.call, Optional.of(cutOff))));
    play(FRAMES);
    assertThat(anna.hears(MUSIC)).isTrue();
    assertThat(Arrays.copyOfRange(anna.heard, 9 * Frame.SAMPLES, 10 * Frame.SAMPLES))
        .as("the last frame before the failure")
        .isEqualTo(Arrays.copyOfRange(anna.heard, 4 * Frame.SAMPLES, 5 * Frame.SAMPLES));
    play(FRAMES);
    short[] builtIn = new short[FRAMES * Frame.SAMPLES];
    music.loop(0, builtIn, builtIn.length);
    byte[] encoded = new byte[builtIn.length];
    G711.PCMU.encode(builtIn, builtIn.length, encoded);
    short[] wanted = new short[builtIn.length];
    G711.PCMU.decode(encoded, encoded.length, wanted);
    assertThat(anna.heard).isEqualTo(wanted);
  }

  /** A leg that speaks and forgets, and takes no memory for it. */
  private static final class Speaker implements MixerPort {
    private final short[] tone = Tone.samples(SPOKEN, 4_000, 0, Frame.SAMPLES);

    @Override
    public boolean pull(long tick, short[] frame) {
      System.arraycopy(tone, 0, frame, 0, Frame.SAMPLES);
      return true;
    }

    @Override
    public Codec codec() {
      return G711.PCMU;
    }

    @Override
    public void send(long tick, Codec codec, byte[] payload, int octets) {}
  }

  @Test
  void framesTakeNoMemoryOnceAllIsWarm() throws Exception {
    SpeechTeller teller = new SpeechTeller(_ -> {});
    Mixer watched = new Mixer(music, Sounds.beep(), Optional.of(teller));
    List<AudioRoute> routes =
        List.of(
            open(anna.call), open(ben.call), held(SIDS.call(), Optional.of(sound(MUSIC, 3_000))));
    watched.route(routes, _ -> Optional.of(new Speaker()));
    watched.announce(announcement(sound(ANNOUNCED, 3_000)));
    watched.announce(anna.call, announcement(sound(ANNOUNCED, 3_000)));
    watched.announce(routes.getLast().call(), announcement(sound(ANNOUNCED, 3_000)));
    for (int i = 0; i < 30; i++) {
      watched.tick((long) i * Frame.SAMPLES);
    }
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 30; i < 130; i++) {
      watched.tick((long) i * Frame.SAMPLES);
    }
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(1_000);
    watched.route(List.of(), _ -> Optional.empty());
    teller.close();
  }

  @Test
  void whoHearsNothingGetsSilenceAndIsHeardIfItSpeaks() {
    anna.speaks = true;
    ben.speaks = true;
    route(
        List.of(
            new AudioRoute(anna.call, new Speaks.ToAll(), new Hears.Nothing()), open(ben.call)));
    mixer.beep();
    play(FRAMES);
    assertThat(anna.heard).hasSize(FRAMES * Frame.SAMPLES).containsOnly(0);
    assertThat(Tone.amplitude(ben.heard, SPOKEN)).isGreaterThan(LOUD);
  }
}
