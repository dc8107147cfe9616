package dev.rollcall.media;

import static dev.rollcall.media.EngineFixture.SIDS;
import static dev.rollcall.media.EngineFixture.muted;
import static dev.rollcall.media.EngineFixture.open;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.audio.AudioRoute;
import dev.rollcall.core.audio.Hears;
import dev.rollcall.core.audio.Speaks;
import dev.rollcall.core.identity.CallSid;
import dev.rollcall.media.codec.Codec;
import dev.rollcall.media.codec.G711;
import dev.rollcall.media.jitter.Frame;
import dev.rollcall.media.sound.PcmClip;
import dev.rollcall.media.sound.Sounds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who hears whom, sample by sample. */
class MixerTest {
  private static final int FRAMES = 10;

  private final PcmClip music = Sounds.holdMusic();
  private final Mixer mixer = new Mixer(music, Sounds.beep(), Optional.empty());
  private final Map<CallSid, FakePort> ports = new LinkedHashMap<>();
  private final FakePort anna = port(400, G711.PCMU);
  private final FakePort ben = port(700, G711.PCMA);
  private final FakePort cleo = port(1_100, G711.PCMU);
  private long tick;

  /** A leg that plays a tone, or nothing at 0 Hz, and keeps what it is sent. */
  private static final class FakePort implements MixerPort {
    final CallSid call = SIDS.call();
    final double hertz;
    final Codec codec;
    final List<byte[]> payloads = new ArrayList<>();
    final List<Integer> identities = new ArrayList<>();
    double amplitude = 4_000;
    short[] heard = {};

    FakePort(double hertz, Codec codec) {
      this.hertz = hertz;
      this.codec = codec;
    }

    @Override
    public boolean pull(long tick, short[] frame) {
      double loud = hertz == 0 ? 0 : amplitude;
      System.arraycopy(Tone.samples(hertz, loud, tick, Frame.SAMPLES), 0, frame, 0, Frame.SAMPLES);
      return loud != 0;
    }

    @Override
    public Codec codec() {
      return codec;
    }

    @Override
    public void send(long tick, Codec usedCodec, byte[] payload, int octets) {
      assertThat(usedCodec).isSameAs(codec);
      identities.add(System.identityHashCode(payload));
      payloads.add(Arrays.copyOf(payload, octets));
      short[] samples = new short[octets];
      codec.decode(payload, octets, samples);
      int before = heard.length;
      heard = Arrays.copyOf(heard, before + octets);
      System.arraycopy(samples, 0, heard, before, octets);
    }

    boolean hears(FakePort other) {
      double amplitude = Tone.amplitude(heard, other.hertz);
      assertThat(amplitude < 60 || amplitude > 3_500)
          .as("%s Hz: %s", other.hertz, amplitude)
          .isTrue();
      return amplitude > 3_500;
    }
  }

  private FakePort port(double hertz, Codec codec) {
    FakePort port = new FakePort(hertz, codec);
    ports.put(port.call, port);
    return port;
  }

  private void route(AudioRoute... routes) {
    mixer.route(List.of(routes), call -> Optional.ofNullable(ports.get(call)));
  }

  private void play(int frames) {
    for (FakePort port : ports.values()) {
      port.heard = new short[0];
      port.payloads.clear();
      port.identities.clear();
    }
    for (int i = 0; i < frames; i++) {
      mixer.tick(tick);
      tick += Frame.SAMPLES;
    }
  }

  private static AudioRoute held(CallSid call) {
    return new AudioRoute(call, new Speaks.ToNobody(), new Hears.Music(Optional.empty()));
  }

  private static AudioRoute coaching(CallSid call, CallSid coached) {
    return new AudioRoute(call, new Speaks.ToOne(coached), new Hears.TheConference());
  }

  private void hear(FakePort who, FakePort... whom) {
    for (FakePort other : ports.values()) {
      assertThat(who.hears(other))
          .as("%s Hz hears %s Hz", who.hertz, other.hertz)
          .isEqualTo(Arrays.asList(whom).contains(other));
    }
  }

  @Test
  void everyoneHearsAllOthersAndNotItself() {
    route(open(anna.call), open(ben.call), open(cleo.call));
    play(FRAMES);
    hear(anna, ben, cleo);
    hear(ben, anna, cleo);
    hear(cleo, anna, ben);
  }

  @Test
  void aChangeOfRoutesHoldsFromTheNextFrameOn() {
    route(open(anna.call), open(ben.call), open(cleo.call));
    play(FRAMES);
    route(muted(anna.call), open(ben.call), open(cleo.call));
    play(1);
    assertThat(ben.heard).hasSize(Frame.SAMPLES);
    hear(ben, cleo);
    hear(anna, ben, cleo);
    route(open(anna.call), held(ben.call), open(cleo.call));
    play(1);
    hear(anna, cleo);
    hear(cleo, anna);
    short[] wanted = new short[Frame.SAMPLES];
    music.loop(0, wanted, Frame.SAMPLES);
    byte[] encoded = new byte[Frame.SAMPLES];
    G711.PCMA.encode(wanted, Frame.SAMPLES, encoded);
    assertThat(ben.payloads).containsExactly(encoded);
  }

  @Test
  void aCoachIsHeardByTheCoachedAloneAndHearsAll() {
    route(open(anna.call), open(ben.call), coaching(cleo.call, ben.call));
    play(FRAMES);
    hear(anna, ben);
    hear(ben, anna, cleo);
    hear(cleo, anna, ben);
    route(open(anna.call), muted(ben.call), coaching(cleo.call, ben.call));
    play(1);
    hear(anna);
    hear(ben, anna, cleo);
    hear(cleo, anna);
  }

  @Test
  void aCoachOfNobodyIsHeardByNobody() {
    route(open(anna.call), open(ben.call), coaching(cleo.call, SIDS.call()));
    play(FRAMES);
    hear(anna, ben);
    hear(ben, anna);
    route(open(anna.call), open(ben.call), coaching(cleo.call, cleo.call));
    play(FRAMES);
    hear(anna, ben);
    hear(cleo, anna, ben);
  }

  @Test
  void whoIsNotRoutedGetsAndGivesNothing() {
    route(open(anna.call), open(ben.call));
    play(FRAMES);
    hear(anna, ben);
    assertThat(cleo.payloads).isEmpty();
  }

  @Test
  void whoHearsNobodyGetsTrueSilence() {
    route(open(anna.call), muted(ben.call));
    play(FRAMES);
    assertThat(anna.payloads).hasSize(FRAMES).allSatisfy(p -> assertThat(p).containsOnly(0xff));
    route(muted(anna.call), open(ben.call));
    play(FRAMES);
    assertThat(ben.payloads).hasSize(FRAMES).allSatisfy(p -> assertThat(p).containsOnly(0xd5));
  }

  @Test
  void silentListenersShareOneEncodedFrame() {
    FakePort listener = port(0, G711.PCMU);
    FakePort another = port(0, G711.PCMU);
    route(open(anna.call), open(ben.call), open(listener.call), open(another.call));
    play(FRAMES);
    assertThat(listener.identities).isEqualTo(another.identities);
    assertThat(listener.identities).doesNotContainAnyElementsOf(anna.identities);
  }

  @Test
  void tenLoudSpeakersAreClippedOnceAndNotAtEachStep() {
    List<AudioRoute> routes = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      FakePort loud = port(500, G711.PCMU);
      loud.amplitude = i % 2 == 0 ? 30_000 : -28_000;
      routes.add(open(loud.call));
    }
    FakePort listener = port(0, G711.PCMU);
    routes.add(open(listener.call));
    mixer.route(routes, call -> Optional.ofNullable(ports.get(call)));
    play(FRAMES);
    assertThat(Tone.amplitude(listener.heard, 500)).isBetween(9_800.0, 10_200.0);
    ports.values().forEach(port -> port.amplitude = 30_000);
    play(FRAMES);
    int highest = 0;
    for (int i = 0; i < listener.heard.length; i++) {
      highest = Math.max(highest, listener.heard[i]);
      double ideal = Math.sin(2 * Math.PI * 500 * i / Frame.RATE);
      assertThat(listener.heard[i] * ideal).isGreaterThanOrEqualTo(-1);
    }
    assertThat(highest).isEqualTo(32_124);
  }

  @Test
  void aBeepIsHeardByAllWhoHearTheConference() {
    route(muted(anna.call), muted(ben.call), held(cleo.call));
    mixer.beep();
    play(12);
    assertThat(Tone.amplitude(anna.heard, 880)).isGreaterThan(2_000);
    assertThat(Tone.amplitude(ben.heard, 880)).isGreaterThan(2_000);
    play(30);
    play(5);
    assertThat(anna.heard).containsOnly(0);
  }

  @Test
  void musicGoesOnWhenOthersComeAndGo() {
    route(held(anna.call));
    play(3);
    route(held(anna.call), open(ben.call));
    play(1);
    short[] wanted = new short[4 * Frame.SAMPLES];
    music.loop(0, wanted, wanted.length);
    byte[] encoded = new byte[Frame.SAMPLES];
    G711.PCMU.encode(Arrays.copyOfRange(wanted, 480, 640), Frame.SAMPLES, encoded);
    assertThat(anna.payloads).containsExactly(encoded);
  }
}
