package dev.rollcall.media;

import dev.rollcall.core.audio.Announcement;
import dev.rollcall.core.audio.AudioRoute;
import dev.rollcall.core.audio.Hears;
import dev.rollcall.core.audio.Sound;
import dev.rollcall.core.audio.Speaks;
import dev.rollcall.core.identity.CallSid;
import dev.rollcall.media.jitter.Frame;
import dev.rollcall.media.sound.PcmClip;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Mixes one conference: a common bus for what all hear, one bus for each call that somebody speaks
 * to alone, one bus for each piece of music.
 *
 * <p>Each bus is an exact sum. Who contributed to the common bus hears it less its own audio; who
 * did not shares one encoded frame with all others who did not. Silence is never added, so a
 * conference in which one speaks costs two encodings however many listen. An announcement to all is
 * one more contribution to the common bus, one to a call is said to that call alone. Not safe for
 * use by many threads.
 */
final class Mixer {
  private final PcmClip builtInMusic;
  private final BeepPlayer beep;
  private final Optional<SpeechTeller> speech;
  private final EncodedFrame silence = new EncodedFrame();
  private final EncodedFrame own = new EncodedFrame();
  private final Bus common = new Bus();
  private final Bus commonAndAside = new Bus();
  private Listener[] listeners = {};
  private Bus[] audiences = {};
  private MusicBus[] music = {};
  private Set<Sound> named = Set.of();
  private @Nullable PlayedAnnouncement toAll;

  /** One leg's place in the mix. */
  private static final class Listener {
    final CallSid call;
    final MixerPort port;
    final short[] frame = new short[Frame.SAMPLES];

    /** Whether it hears the conference. */
    final boolean hearsConference;

    /** What it hears instead of the conference; silence if null. */
    final @Nullable MusicBus music;

    /** Where what it says goes; nowhere if null. */
    final @Nullable Bus target;

    /** What is said to it alone; nothing if null. */
    @Nullable Bus audience;

    /** What is announced to it alone; nothing if null. */
    @Nullable PlayedAnnouncement announcement;

    /** What knows whether it speaks; nobody wants to know if null. */
    final SpeechTeller.@Nullable Voice voice;

    boolean audible;

    Listener(
        AudioRoute route,
        MixerPort port,
        @Nullable MusicBus music,
        @Nullable Bus target,
        SpeechTeller.@Nullable Voice voice) {
      call = route.call();
      hearsConference = route.hears() instanceof Hears.TheConference;
      this.port = port;
      this.music = music;
      this.target = target;
      this.voice = voice;
    }
  }

  /**
   * @param speech is told who speaks, if anybody wants to know
   */
  Mixer(PcmClip builtInMusic, PcmClip beep, Optional<SpeechTeller> speech) {
    this.builtInMusic = builtInMusic;
    this.beep = new BeepPlayer(beep);
    this.speech = speech;
  }

  /**
   * Makes {@code routes} the truth from the next tick on. Music and announcements that go on being
   * heard go on where they are; sounds that no route names any more are closed. No routes end
   * everything.
   *
   * @param ports knows the port of each call; routes of calls it does not know are passed over
   */
  void route(List<AudioRoute> routes, Function<CallSid, Optional<? extends MixerPort>> ports) {
    Map<CallSid, MixerPort> present = new HashMap<>();
    for (AudioRoute route : routes) {
      ports.apply(route.call()).ifPresent(port -> present.put(route.call(), port));
    }
    Map<CallSid, Listener> before = new HashMap<>();
    for (Listener listener : listeners) {
      before.put(listener.call, listener);
    }
    Map<CallSid, Bus> audienceOf = new HashMap<>();
    for (AudioRoute route : routes) {
      if (route.speaks() instanceof Speaks.ToOne(CallSid to)
          && present.containsKey(to)
          && !to.equals(route.call())) {
        audienceOf.computeIfAbsent(to, _ -> new Bus());
      }
    }
    List<MusicBus> playing = new ArrayList<>();
    List<Listener> next = new ArrayList<>();
    for (AudioRoute route : routes) {
      MusicBus bus = route.hears() instanceof Hears.Music(var sound) ? bus(sound, playing) : null;
      MixerPort port = present.remove(route.call());
      if (port != null) {
        Listener former = before.remove(route.call());
        Listener listener =
            new Listener(route, port, bus, target(route, audienceOf), voice(route.call(), former));
        listener.audience = audienceOf.get(route.call());
        if (former != null && former.announcement != null) {
          announce(listener, former.announcement);
        }
        next.add(listener);
      }
    }
    for (Listener gone : before.values()) {
      drop(
          gone.announcement,
          routes.isEmpty()
              ? PlayedAnnouncement.CONFERENCE_ENDED
              : PlayedAnnouncement.LISTENER_LEFT);
    }
    if (routes.isEmpty()) {
      drop(toAll, PlayedAnnouncement.CONFERENCE_ENDED);
      toAll = null;
    }
    closeUnnamed(routes);
    listeners = next.toArray(Listener[]::new);
    audiences =
        next.stream()
            .map(listener -> listener.audience)
            .filter(Objects::nonNull)
            .toArray(Bus[]::new);
    music = playing.toArray(MusicBus[]::new);
  }

  private @Nullable Bus target(AudioRoute route, Map<CallSid, Bus> audienceOf) {
    return switch (route.speaks()) {
      case Speaks.ToAll() -> common;
      case Speaks.ToNobody() -> null;
      case Speaks.ToOne(CallSid to) -> to.equals(route.call()) ? null : audienceOf.get(to);
    };
  }

  private SpeechTeller.@Nullable Voice voice(CallSid call, @Nullable Listener former) {
    if (former != null) {
      return former.voice;
    }
    return speech.isPresent() ? speech.get().voice(call) : null;
  }

  /** The bus that plays {@code sound}: among the next ones, as before, or a new one. */
  private MusicBus bus(Optional<Sound> sound, List<MusicBus> next) {
    for (MusicBus bus : next) {
      if (bus.plays(sound)) {
        return bus;
      }
    }
    MusicBus found =
        Arrays.stream(music)
            .filter(bus -> bus.plays(sound))
            .findFirst()
            .orElseGet(() -> new MusicBus(builtInMusic, sound));
    next.add(found);
    return found;
  }

  private void closeUnnamed(List<AudioRoute> routes) {
    Set<Sound> next = Collections.newSetFromMap(new IdentityHashMap<>());
    for (AudioRoute route : routes) {
      if (route.hears() instanceof Hears.Music(var sound)) {
        sound.ifPresent(next::add);
      }
    }
    for (Sound sound : named) {
      if (!next.contains(sound)) {
        sound.close();
      }
    }
    named = next;
  }

  /** Plays a beep into the common bus, after those that are still to be played. */
  void beep() {
    beep.play();
  }

  /** Plays an announcement into the common bus; one that is there makes way. */
  void announce(Announcement announcement) {
    drop(toAll, PlayedAnnouncement.SUPERSEDED);
    toAll = new PlayedAnnouncement(announcement);
  }

  /** Plays an announcement to one call; one that is there makes way. */
  void announce(CallSid call, Announcement announcement) {
    for (Listener listener : listeners) {
      if (listener.call.equals(call)) {
        drop(listener.announcement, PlayedAnnouncement.SUPERSEDED);
        announce(listener, new PlayedAnnouncement(announcement));
        return;
      }
    }
    new PlayedAnnouncement(announcement).drop(PlayedAnnouncement.LISTENER_LEFT);
  }

  private void announce(Listener listener, PlayedAnnouncement announcement) {
    listener.announcement = announcement;
    if (listener.audience == null) {
      Bus audience = new Bus();
      listener.audience = audience;
      audiences = Arrays.copyOf(audiences, audiences.length + 1);
      audiences[audiences.length - 1] = audience;
    }
  }

  private static void drop(@Nullable PlayedAnnouncement announcement, String why) {
    if (announcement != null) {
      announcement.drop(why);
    }
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
      if (speaker.voice != null) {
        speaker.voice.hear(speaker.frame, audible);
      }
      Bus target = speaker.target;
      speaker.audible = audible && target != null;
      if (audible && target != null) {
        target.add(speaker.frame);
      }
    }
    beep.addTo(common);
    toAll = advance(toAll, common);
    for (Listener listener : listeners) {
      listener.announcement = advance(listener.announcement, listener.audience);
    }
    for (Listener listener : listeners) {
      heardBy(listener).sendTo(listener.port, tick);
    }
  }

  /** Adds an announcement's next frame to a bus; answers null if it is over. */
  private static @Nullable PlayedAnnouncement advance(
      @Nullable PlayedAnnouncement announcement, @Nullable Bus bus) {
    if (announcement == null || !announcement.advance()) {
      return null;
    }
    if (bus != null && announcement.audible()) {
      bus.add(announcement.frame().samples);
    }
    return announcement;
  }

  private EncodedFrame heardBy(Listener listener) {
    if (!listener.hearsConference) {
      if (listener.announcement != null) {
        return listener.announcement.frame();
      }
      return listener.music == null ? silence : listener.music.frame();
    }
    boolean heardItself = listener.audible && listener.target == common;
    int toAllOthers = common.contributors() - (heardItself ? 1 : 0);
    Bus heard = common;
    Bus audience = listener.audience;
    if (audience != null && audience.contributors() > 0) {
      commonAndAside.setTo(common, audience);
      heard = commonAndAside;
    } else if (toAllOthers == 0) {
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
