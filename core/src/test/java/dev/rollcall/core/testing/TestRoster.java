package dev.rollcall.core.testing;

import dev.rollcall.core.audio.AudioRoute;
import dev.rollcall.core.audio.Clip;
import dev.rollcall.core.audio.ClipLoader;
import dev.rollcall.core.audio.ClipRequest;
import dev.rollcall.core.audio.ClipUnavailableException;
import dev.rollcall.core.audio.ConferenceAudio;
import dev.rollcall.core.call.Parties;
import dev.rollcall.core.conference.Controls;
import dev.rollcall.core.conference.LeaveReason;
import dev.rollcall.core.conference.Participant;
import dev.rollcall.core.event.ConferenceEvent;
import dev.rollcall.core.event.EventSink;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.identity.CallSid;
import dev.rollcall.core.identity.ConferenceSid;
import dev.rollcall.core.identity.SidGenerator;
import dev.rollcall.core.journal.LastingJournal;
import dev.rollcall.core.signalling.CallLeg;
import dev.rollcall.core.signalling.JoinRequest;
import dev.rollcall.core.roster.Roster;
import dev.rollcall.core.roster.RosterPorts;
import dev.rollcall.core.roster.RosterSettings;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;

/**
 * A real roster over doubles of what lies outside core: a store in memory, audio that remembers its
 * routes, phones that remember how they were hung up, and a clock that moves by hand.
 */
public final class TestRoster implements AutoCloseable {
  /** The account that owns what the short methods make. */
  public static final AccountSid ACCOUNT = new AccountSid(new UUID(0xACC0L, 1));

  /** An account with nothing of its own. */
  public static final AccountSid OTHER_ACCOUNT = new AccountSid(new UUID(0xACC0L, 2));

  private static final int MAXIMUM_PARTICIPANTS = 250;

  private final ManualClock clock = new ManualClock(Instant.parse("2026-11-21T08:00:00Z"));
  private final MemoryStore store = new MemoryStore();
  private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
  private final SidGenerator sids = new SidGenerator(clock, new Random(1));
  private final Map<ConferenceSid, List<AudioRoute>> routes = new ConcurrentHashMap<>();
  private final List<ConferenceSid> beeps = new CopyOnWriteArrayList<>();
  private final List<ConferenceEvent> events = new CopyOnWriteArrayList<>();
  private final Map<CallSid, LeaveReason> hangUps = new ConcurrentHashMap<>();
  private final Roster roster;
  private volatile Consumer<ConferenceEvent> onEvent = _ -> {};

  public TestRoster() {
    this(MAXIMUM_PARTICIPANTS);
  }

  public TestRoster(int maximumParticipants) {
    EventSink sink =
        event -> {
          events.add(event);
          onEvent.accept(event);
        };
    roster =
        new Roster(
            new RosterSettings(maximumParticipants),
            new RosterPorts(
                sids,
                clock,
                new LastingJournal(store, scheduler),
                store,
                new RememberedAudio(),
                new NamedClips(),
                sink));
  }

  public Roster roster() {
    return roster;
  }

  public ManualClock clock() {
    return clock;
  }

  public MemoryStore store() {
    return store;
  }

  public SidGenerator sids() {
    return sids;
  }

  /** What happened so far, in order. */
  public List<ConferenceEvent> events() {
    return events;
  }

  /** Lets {@code listener} see each event at the moment at which it is told. */
  public void onEvent(Consumer<ConferenceEvent> listener) {
    onEvent = listener;
  }

  /** How the phones were hung up by core. */
  public Map<CallSid, LeaveReason> hangUps() {
    return hangUps;
  }

  /** The conferences in which a beep was played. */
  public List<ConferenceSid> beeps() {
    return beeps;
  }

  /** The last routes of the conference; empty if it has no audio. */
  public List<AudioRoute> routes(ConferenceSid conference) {
    return routes.getOrDefault(conference, List.of());
  }

  /** A request of a new call from {@code name} to join {@code room}. */
  public JoinRequest request(String room, String name, Controls controls) {
    CallSid call = sids.call();
    CallLeg leg = reason -> hangUps.putIfAbsent(call, reason);
    Parties parties =
        new Parties("sip:" + name + "@127.0.0.1", "sip:" + room + "@127.0.0.1", Optional.of(name));
    return new JoinRequest(ACCOUNT, room, call, parties, Optional.of(name), controls, leg);
  }

  /** Lets a new call join {@code room} with {@code name} as its label. */
  public Participant join(String room, String name) {
    return roster.join(request(room, name, Controls.DEFAULT));
  }

  @Override
  public void close() {
    scheduler.shutdownNow();
  }

  private final class RememberedAudio implements ConferenceAudio {
    @Override
    public void route(ConferenceSid conference, List<AudioRoute> changed) {
      routes.put(conference, List.copyOf(changed));
    }

    @Override
    public void beep(ConferenceSid conference) {
      beeps.add(conference);
    }
  }

  /** Clips that hold no sound; an address whose path says {@code missing} has none. */
  private static final class NamedClips implements ClipLoader {
    @Override
    public Clip load(ClipRequest request) throws ClipUnavailableException {
      if (request.source().toString().contains("missing")) {
        throw new ClipUnavailableException("Nothing answers at " + request.source() + ".");
      }
      return new NamedClip(request.source().toString());
    }
  }

  private record NamedClip(String source) implements Clip {}
}
