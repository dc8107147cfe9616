package dev.rollcall.media;

import dev.rollcall.core.audio.Announcement;
import dev.rollcall.core.audio.AudioRoute;
import dev.rollcall.core.audio.CallQuality;
import dev.rollcall.core.audio.ConferenceAudio;
import dev.rollcall.core.audio.SpeechListener;
import dev.rollcall.core.identity.CallSid;
import dev.rollcall.core.identity.ConferenceSid;
import dev.rollcall.core.signalling.Destination;
import dev.rollcall.media.sound.PcmClip;
import dev.rollcall.media.sound.Sounds;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries the audio of all conferences: opens legs, mixes, sends.
 *
 * <p>Each conference belongs to one of a few media threads until it ends. A thread that works wakes
 * some 200 times a second, however few its legs; so a thread is filled before the next is woken,
 * and once all are full the one with the fewest legs is taken. Since conferences begin small, each
 * counts for ten legs at least. Safe for use by many threads.
 */
public final class MediaEngine implements ConferenceAudio, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(MediaEngine.class);

  /** A tick of this many takes some 3 ms, so that the last is sent hardly later than the first. */
  static final int LEGS_BEFORE_NEXT_THREAD = 250;

  private final MediaSettings settings;
  private final RandomGenerator random;
  private final LongSupplier nanoClock;
  private final long epochNanos;
  private final PortAllocator ports;
  private final PcmClip holdMusic = Sounds.holdMusic();
  private final PcmClip beep = Sounds.beep();
  private final LatenessRecorder lateness = new LatenessRecorder();
  private final List<MediaThread> threads = new ArrayList<>();
  private final Map<CallSid, Leg> legs = new ConcurrentHashMap<>();
  private final Map<ConferenceSid, MixedConference> conferences = new ConcurrentHashMap<>();
  private final ClosedLegs closedLegs = new ClosedLegs();
  private final AtomicLong failures = new AtomicLong();
  private Optional<SpeechTeller> speech = Optional.empty();
  private boolean started;
  private volatile boolean closed;

  /**
   * An engine that is not yet running.
   *
   * @param random for ports and for the ids of RTP (RFC 3550 §5.1); should be unpredictable
   * @param nanoClock nanoseconds of any origin, such as {@link System#nanoTime}
   * @param clock the time of day, for reports
   * @throws IOException if the operating system gives no selector
   */
  public MediaEngine(
      MediaSettings settings, RandomGenerator random, LongSupplier nanoClock, InstantSource clock)
      throws IOException {
    this.settings = settings;
    this.random = random;
    this.nanoClock = nanoClock;
    ports = new PortAllocator(settings, random);
    long origin = nanoClock.getAsLong();
    Instant now = clock.instant();
    epochNanos = now.getEpochSecond() * 1_000_000_000L + now.getNano() - origin;
    for (int i = 0; i < settings.threads(); i++) {
      threads.add(new MediaThread("media-" + i, nanoClock, origin, lateness));
    }
  }

  /**
   * Has {@code listener} told who speaks, for every call that is in a conference's audio.
   *
   * @throws IllegalStateException if the engine was started, or has such a listener
   */
  public synchronized void listenForSpeech(SpeechListener listener) {
    if (started || closed || speech.isPresent()) {
      throw new IllegalStateException("speech is listened for once and before the start");
    }
    speech = Optional.of(new SpeechTeller(listener));
  }

  /**
   * Starts the media threads.
   *
   * @throws IllegalStateException if they were started before
   */
  public synchronized void start() {
    if (started || closed) {
      throw new IllegalStateException("an engine starts once");
    }
    started = true;
    threads.forEach(MediaThread::start);
  }

  /**
   * Opens the audio of a call.
   *
   * @throws NoPortsException if no pair of ports is free
   * @throws IllegalStateException if the call's audio is open already, or the engine is closed
   */
  public synchronized AudioLeg open(CallSid call) throws NoPortsException {
    checkOpens(call);
    PortPair pair = ports.allocate();
    RandomGenerator legRandom = new SplittableRandom(random.nextLong());
    AudioLeg leg =
        new AudioLeg(call, pair, settings, legRandom, nanoClock, epochNanos, this::forget);
    legs.put(call, leg);
    log.atDebug().addKeyValue("call", call).addKeyValue("port", pair.rtpPort()).log("audio opened");
    return leg;
  }

  /**
   * Opens the audio of a telephone inside this server.
   *
   * @throws IllegalStateException if the call's audio is open already, or the engine is closed
   */
  public synchronized TestPhoneLeg openTestPhone(
      CallSid call, Destination.TestPhone.Behaviour behaviour) {
    checkOpens(call);
    TestPhoneLeg leg = new TestPhoneLeg(call, behaviour, this::forget);
    legs.put(call, leg);
    log.atDebug().addKeyValue("call", call).log("audio of a test phone opened");
    return leg;
  }

  private void checkOpens(CallSid call) {
    if (closed || legs.containsKey(call)) {
      throw new IllegalStateException(
          closed ? "the engine is closed" : "the audio of call " + call + " is open already");
    }
  }

  private void forget(Leg leg) {
    if (leg instanceof AudioLeg withPorts) {
      threads.forEach(MediaThread::forgetClosedChannels);
      ports.release(withPorts.ports());
    }
    closedLegs.moveHere(leg, legs);
    log.atDebug().addKeyValue("call", leg.call()).log("audio closed");
  }

  @Override
  public void route(ConferenceSid conference, List<AudioRoute> routes) {
    try {
      conferences.compute(conference, (sid, present) -> routed(sid, present, routes));
      if (closed) {
        conferences.computeIfPresent(conference, (sid, present) -> routed(sid, present, List.of()));
      }
    } catch (RuntimeException e) {
      failures.incrementAndGet();
      log.atError().addKeyValue("conference", conference).setCause(e).log("routing audio failed");
    }
  }

  private @Nullable MixedConference routed(
      ConferenceSid sid, @Nullable MixedConference present, List<AudioRoute> routes) {
    if (routes.isEmpty()) {
      if (present != null) {
        present.thread().remove(present);
        present.route(routes, _ -> Optional.empty());
      }
      return null;
    }
    MixedConference conference = present == null ? begin(sid) : present;
    conference.route(routes, call -> Optional.ofNullable(legs.get(call)));
    if (present == null) {
      conference.thread().add(conference);
    }
    return conference;
  }

  private MixedConference begin(ConferenceSid sid) {
    MediaThread thread =
        threads.stream()
            .filter(each -> each.load() < LEGS_BEFORE_NEXT_THREAD)
            .findFirst()
            .or(() -> threads.stream().min(Comparator.comparingInt(MediaThread::load)))
            .orElseThrow();
    return new MixedConference(sid, thread, new Mixer(holdMusic, beep, speech));
  }

  @Override
  public void beep(ConferenceSid conference) {
    MixedConference present = conferences.get(conference);
    if (present != null) {
      present.beep();
    }
  }

  @Override
  public void announce(ConferenceSid conference, Announcement announcement) {
    MixedConference present = conferences.get(conference);
    if (present == null) {
      new PlayedAnnouncement(announcement).drop(PlayedAnnouncement.CONFERENCE_ENDED);
    } else {
      present.announce(announcement);
    }
  }

  @Override
  public void announce(ConferenceSid conference, CallSid call, Announcement announcement) {
    MixedConference present = conferences.get(conference);
    if (present == null) {
      new PlayedAnnouncement(announcement).drop(PlayedAnnouncement.CONFERENCE_ENDED);
    } else {
      present.announce(call, announcement);
    }
  }

  @Override
  public Optional<CallQuality> quality(CallSid call) {
    return Optional.ofNullable(legs.get(call)).flatMap(Leg::quality);
  }

  /** What it does now and has done so far. */
  public MediaStatistics statistics() {
    return closedLegs
        .and(legs)
        .statistics(
            legs.size(),
            conferences.size(),
            threads.stream().mapToLong(MediaThread::ticks).sum(),
            threads.stream().mapToLong(MediaThread::ticksLeftOut).sum(),
            failures.get() + threads.stream().mapToLong(MediaThread::failures).sum(),
            lateness.snapshot());
  }

  /** How many pairs of ports are in use; each leg but those of test phones has one. */
  public int portPairsInUse() {
    return ports.taken();
  }

  /** How many pairs of ports there are. */
  public int portPairs() {
    return settings.pairs();
  }

  /** The media threads, for tests that do without running them. */
  List<MediaThread> threads() {
    return threads;
  }

  /** Whether no media thread has anything to do, and none is doing anything. */
  boolean threadsSleep() {
    return threads.stream().allMatch(MediaThread::sleeping);
  }

  /**
   * Ends all conferences, closes all legs and ends the media threads. The second call does nothing.
   */
  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
    }
    List.copyOf(conferences.keySet()).forEach(conference -> route(conference, List.of()));
    List.copyOf(legs.values()).forEach(Leg::close);
    speech.ifPresent(SpeechTeller::close);
    for (MediaThread thread : threads) {
      try {
        thread.stop();
      } catch (IOException e) {
        log.atWarn().setCause(e).log("closing a selector failed");
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
