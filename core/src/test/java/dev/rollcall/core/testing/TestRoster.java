package dev.rollcall.core.testing;

import dev.rollcall.core.audio.AudioRoute;
import dev.rollcall.core.call.CallStatus;
import dev.rollcall.core.call.Parties;
import dev.rollcall.core.conference.Controls;
import dev.rollcall.core.conference.LeaveReason;
import dev.rollcall.core.conference.Participant;
import dev.rollcall.core.event.CallEvent;
import dev.rollcall.core.event.ConferenceEvent;
import dev.rollcall.core.event.EventSink;
import dev.rollcall.core.event.Outbox;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.identity.CallSid;
import dev.rollcall.core.identity.ConferenceSid;
import dev.rollcall.core.identity.SidGenerator;
import dev.rollcall.core.journal.LastingJournal;
import dev.rollcall.core.roster.ConferenceReference;
import dev.rollcall.core.roster.NewParticipant;
import dev.rollcall.core.roster.ParticipantReference;
import dev.rollcall.core.roster.Roster;
import dev.rollcall.core.roster.RosterPorts;
import dev.rollcall.core.roster.RosterSettings;
import dev.rollcall.core.signalling.CallLeg;
import dev.rollcall.core.signalling.Destination;
import dev.rollcall.core.signalling.JoinRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;

/**
 * A real roster over doubles of what lies outside core: a store in memory, audio that remembers its
 * routes and announcements, phones that do what a test tells them and remember how they were hung
 * up, and a clock and a scheduler that move by hand.
 */
public final class TestRoster implements AutoCloseable {
  /** The account that owns what the short methods make. */
  public static final AccountSid ACCOUNT = new AccountSid(new UUID(0xACC0L, 1));

  /** An account with nothing of its own. */
  public static final AccountSid OTHER_ACCOUNT = new AccountSid(new UUID(0xACC0L, 2));

  /** 250 participants, as many calls at once as one likes, a queue of an hour. */
  public static final RosterSettings SETTINGS = settings(250);

  private static final int ANY_NUMBER_OF_CALLS = 2_000_000_000;

  private final ManualClock clock = new ManualClock(Instant.parse("2026-11-21T08:00:00Z"));
  private final ManualScheduler scheduler = new ManualScheduler(clock);
  private final MemoryStore store;
  private final ScheduledExecutorService journalScheduler =
      Executors.newSingleThreadScheduledExecutor();
  private final SidGenerator sids = new SidGenerator(clock, new Random(1));
  private final RememberedAudio audio = new RememberedAudio();
  private final NamedSounds sounds = new NamedSounds();
  private final List<ConferenceEvent> events = new CopyOnWriteArrayList<>();
  private final List<CallEvent> callEvents = new CopyOnWriteArrayList<>();
  private final Map<CallSid, LeaveReason> hangUps = new ConcurrentHashMap<>();
  private final ScriptedDialer dialer = new ScriptedDialer(hangUps);
  private final Set<AccountSid> inactive = ConcurrentHashMap.newKeySet();
  private final Roster roster;
  private volatile Consumer<ConferenceEvent> onEvent = _ -> {};
  private volatile Consumer<CallEvent> onCallEvent = _ -> {};

  public TestRoster() {
    this(SETTINGS);
  }

  public TestRoster(int maximumParticipants) {
    this(settings(maximumParticipants));
  }

  public TestRoster(RosterSettings settings) {
    this(settings, new MemoryStore(), Outbox.NONE, _ -> {});
  }

  /**
   * A roster whose events are kept by {@code outbox} and told to {@code sink} too.
   *
   * @param store where everything is journaled, perhaps with something in it
   */
  public TestRoster(RosterSettings settings, MemoryStore store, Outbox outbox, EventSink sink) {
    this.store = store;
    roster =
        new Roster(
            settings,
            new RosterPorts(
                sids,
                clock,
                new LastingJournal(store, journalScheduler),
                store,
                audio,
                sounds,
                dialer,
                outbox,
                new RememberedEvents(sink),
                account -> !inactive.contains(account),
                scheduler));
  }

  private static RosterSettings settings(int maximumParticipants) {
    return new RosterSettings(maximumParticipants, ANY_NUMBER_OF_CALLS, Duration.ofHours(1));
  }

  public Roster roster() {
    return roster;
  }

  public ManualClock clock() {
    return clock;
  }

  /** What the roster has put off. */
  public ManualScheduler scheduler() {
    return scheduler;
  }

  /** Makes {@code account} one that is not active any more; until then every account is. */
  public void deactivate(AccountSid account) {
    inactive.add(account);
  }

  public MemoryStore store() {
    return store;
  }

  public SidGenerator sids() {
    return sids;
  }

  /** What happened so far in conferences, in order. */
  public List<ConferenceEvent> events() {
    return events;
  }

  /** What happened so far to calls that were made, in order. */
  public List<CallEvent> callEvents() {
    return callEvents;
  }

  /** Lets {@code listener} see each event at the moment at which it is told. */
  public void onEvent(Consumer<ConferenceEvent> listener) {
    onEvent = listener;
  }

  /** Lets {@code listener} see each step of a call that is made at the moment it is told. */
  public void onCallEvent(Consumer<CallEvent> listener) {
    onCallEvent = listener;
  }

  /** How the phones were hung up by core. */
  public Map<CallSid, LeaveReason> hangUps() {
    return hangUps;
  }

  /** The conferences in which a beep was played. */
  public List<ConferenceSid> beeps() {
    return audio.beeps();
  }

  /** The audio, to be told how calls arrive. */
  public RememberedAudio audio() {
    return audio;
  }

  /** The last routes of the conference; empty if it has no audio. */
  public List<AudioRoute> routes(ConferenceSid conference) {
    return audio.routes(conference);
  }

  /** The announcements that were played so far, in order. */
  public List<RememberedAudio.Announced> announcements() {
    return audio.announcements();
  }

  /** The sounds that were opened so far, and those that wait to be. */
  public NamedSounds sounds() {
    return sounds;
  }

  /** What phones do that are called. */
  public ScriptedDialer dialer() {
    return dialer;
  }

  /** The calls that were begun so far, in order. */
  public List<ScriptedDialer.Dialled> dialled() {
    return dialer.dialled();
  }

  /** The call of {@code participant}, as soon as it is begun. */
  public ScriptedDialer.Dialled dialled(Participant participant) {
    Await.until(
        () ->
            dialer.find(participant.call()).isPresent()
                ? Optional.empty()
                : Optional.of(participant.call() + " is not called"));
    return dialer.find(participant.call()).orElseThrow();
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

  /** What it takes to call {@code name}, who is to have that as its label. */
  public static NewParticipant invited(String name) {
    return NewParticipant.of(
            new Destination.Sip("sip:" + name + "@127.0.0.1"), "+15005550006", Controls.DEFAULT)
        .labelled(Optional.of(name));
  }

  /** Has {@code name} called into {@code room}. */
  public Participant create(String room, String name) {
    return create(room, invited(name));
  }

  /** Has somebody called into {@code room}. */
  public Participant create(String room, NewParticipant wanted) {
    return roster
        .create(ACCOUNT, new ConferenceReference.ByName(room), wanted, Optional.empty())
        .participant();
  }

  /** Has {@code name} called into {@code room}, and lets it answer. */
  public Participant createAndAnswer(String room, String name) {
    Participant created = create(room, name);
    dialled(created).answer();
    return roster.participant(
        ACCOUNT,
        new ConferenceReference.BySid(created.conference()),
        new ParticipantReference.ByCall(created.call()));
  }

  /** Lets the phone of {@code participant} not answer, in that way. */
  public void fail(Participant participant, CallStatus how) {
    dialled(participant).fail(how);
  }

  @Override
  public void close() {
    journalScheduler.shutdownNow();
    scheduler.shutdownNow();
  }

  private final class RememberedEvents implements EventSink {
    private final EventSink next;

    RememberedEvents(EventSink next) {
      this.next = next;
    }

    @Override
    public void accept(ConferenceEvent event) {
      events.add(event);
      next.accept(event);
      onEvent.accept(event);
    }

    @Override
    public void accept(CallEvent event) {
      callEvents.add(event);
      next.accept(event);
      onCallEvent.accept(event);
    }
  }
}
