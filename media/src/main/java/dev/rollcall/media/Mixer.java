package dev.rollcall.media;

import dev.rollcall.core.audio.AudioRoute;
import dev.rollcall.core.audio.Clip;
import dev.rollcall.core.audio.Hears;
import dev.rollcall.core.audio.Speaks;
import dev.rollcall.core.identity.CallSid;
import dev.rollcall.media.jitter.Frame;
import dev.rollcall.media.sound.PcmClip;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Mixes one conference: a common bus for what all hear, one bus for each call that somebody speaks
 * to alone, one bus for each piece of music.
 *
 * <p>Each bus is an exact sum. Who contributed to the common bus hears it less its own audio; who
 * did not shares one encoded frame with all others who did not. Silence is never added, so a
 * conference in which one speaks costs two encodings however many listen. Not safe for use by many
 * threads.
 */
final class Mixer {
  private static final int MOST_BEEPS_WAITING = 3;

  private final PcmClip builtInMusic;
  private final PcmClip beep;
  private final EncodedFrame silence = new EncodedFrame();
  private final EncodedFrame own = new EncodedFrame();
  private final Bus common = new Bus();
  private final Bus commonAndAside = new Bus();
  private final short[] beepFrame = new short[Frame.SAMPLES];
  private Listener[] listeners = {};
  private Bus[] audiences = {};
  private MusicBus[] music = {};
  private int beepsWaiting;
  private int beepPosition;

  /** One leg's place in the mix. */
  private static final class Listener {
    final MixerPort port;
    final short[] frame = new short[Frame.SAMPLES];

    /** Where what it says goes; nowhere if null. */
    final @Nullable Bus target;

    /** What is said to it alone; nothing if null. */
    final @Nullable Bus audience;

    /** What it hears instead of the conference; the conference if null. */
    final @Nullable MusicBus music;

    boolean audible;

    Listener(
        MixerPort port, @Nullable Bus target, @Nullable Bus audience, @Nullable MusicBus music) {
      this.port = port;
      this.target = target;
      this.audience = audience;
      this.music = music;
    }
  }

  Mixer(PcmClip builtInMusic, PcmClip beep) {
    this.builtInMusic = builtInMusic;
    this.beep = beep;
  }

  /**
   * Makes {@code routes} the truth from the next tick on. Music that goes on being heard goes on
   * where it is.
   *
   * @param ports knows the port of each call; routes of calls it does not know are passed over
   */
  void route(List<AudioRoute> routes, Function<CallSid, Optional<MixerPort>> ports) {
    Map<CallSid, MixerPort> present = new HashMap<>();
    for (AudioRoute route : routes) {
      ports.apply(route.call()).ifPresent(port -> present.put(route.call(), port));
    }
    Map<CallSid, Bus> audienceOf = new HashMap<>();
    Map<PcmClip, MusicBus> musicOf = new HashMap<>();
    for (AudioRoute route : routes) {
      if (route.speaks() instanceof Speaks.ToOne(CallSid to)
          && present.containsKey(to)
          && !to.equals(route.call())) {
        audienceOf.computeIfAbsent(to, _ -> new Bus());
      }
      if (route.hears() instanceof Hears.Music(var clip)) {
        musicOf.computeIfAbsent(playable(clip), this::playing);
      }
    }
    List<Listener> next = new ArrayList<>();
    for (AudioRoute route : routes) {
      MixerPort port = present.remove(route.call());
      if (port != null) {
        next.add(
            new Listener(
                port,
                target(route, audienceOf),
                audienceOf.get(route.call()),
                route.hears() instanceof Hears.Music(var clip)
                    ? musicOf.get(playable(clip))
                    : null));
      }
    }
    listeners = next.toArray(Listener[]::new);
    audiences = audienceOf.values().toArray(Bus[]::new);
    music = musicOf.values().toArray(MusicBus[]::new);
  }

  private @Nullable Bus target(AudioRoute route, Map<CallSid, Bus> audienceOf) {
    return switch (route.speaks()) {
      case Speaks.ToAll() -> common;
      case Speaks.ToNobody() -> null;
      case Speaks.ToOne(CallSid to) -> to.equals(route.call()) ? null : audienceOf.get(to);
    };
  }

  private PcmClip playable(Optional<Clip> clip) {
    return clip.isPresent() && clip.get() instanceof PcmClip pcm ? pcm : builtInMusic;
  }

  private MusicBus playing(PcmClip clip) {
    for (MusicBus bus : music) {
      if (bus.clip() == clip) {
        return bus;
      }
    }
    return new MusicBus(clip);
  }

  /** Plays a beep into the common bus, after those that are still to be played. */
  void beep() {
    beepsWaiting = Math.min(MOST_BEEPS_WAITING, beepsWaiting + 1);
  }

  /** Takes one frame from each leg and sends one to each. */
  void tick(long tick) {
    common.clear();
    for (Bus bus : audiences) {
      bus.clear();
    }
    for (MusicBus bus : music) {
      bus.advance();
    }
    for (Listener speaker : listeners) {
      boolean audible = speaker.port.pull(tick, speaker.frame);
      Bus target = speaker.target;
      speaker.audible = audible && target != null;
      if (audible && target != null) {
        target.add(speaker.frame);
      }
    }
    addBeep();
    for (Listener listener : listeners) {
      heardBy(listener).sendTo(listener.port, tick);
    }
  }

  private void addBeep() {
    if (beepsWaiting > 0) {
      for (int i = 0; i < Frame.SAMPLES; i++) {
        int at = beepPosition + i;
        beepFrame[i] = at < beep.length() ? beep.sample(at) : 0;
      }
      beepPosition += Frame.SAMPLES;
      common.add(beepFrame);
      if (beepPosition >= beep.length()) {
        beepPosition = 0;
        beepsWaiting--;
      }
    }
  }

  private EncodedFrame heardBy(Listener listener) {
    if (listener.music != null) {
      return listener.music.frame();
    }
    boolean heardItself = listener.audible && listener.target == common;
    int toAll = common.contributors() - (heardItself ? 1 : 0);
    Bus heard = common;
    Bus audience = listener.audience;
    if (audience != null && audience.contributors() > 0) {
      commonAndAside.setTo(common, audience);
      heard = commonAndAside;
    } else if (toAll == 0) {
      return silence;
    }
    if (!heardItself) {
      return heard.whole();
    }
    heard.without(listener.frame, own.samples);
    own.changed();
    return own;
  }
}
