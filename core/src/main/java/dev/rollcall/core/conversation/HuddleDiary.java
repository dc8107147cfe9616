package dev.rollcall.core.conversation;

import dev.rollcall.core.Problem;
import dev.rollcall.core.RefusedException;
import dev.rollcall.core.conference.Participant;
import dev.rollcall.core.event.CallEvent;
import dev.rollcall.core.event.ConferenceEvent;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.identity.CallSid;
import dev.rollcall.core.user.Actor;
import dev.rollcall.core.user.Addresses;
import dev.rollcall.core.user.User;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what happens in the conferences of open huddles into their conversations: in order, by one
 * thread, and again and again until the journal takes it. Whoever reports what happened never waits
 * for it.
 *
 * <p>At most {@value #CAPACITY} arrivals and departures wait to be written; further ones are lost,
 * which is logged and counted. The end of a huddle, of which there is one for each, always waits.
 */
final class HuddleDiary implements AutoCloseable {
  static final int CAPACITY = 10_000;

  private static final Logger log = LoggerFactory.getLogger(HuddleDiary.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final ConversationPorts ports;
  private final ConversationWriter writer;
  private final Duration betweenTries;
  private final ConcurrentMap<Room, OpenHuddle> rooms = new ConcurrentHashMap<>();

  /** The calls that we make now, whose caller is the app and not the participant. */
  private final Set<CallSid> outgoing = ConcurrentHashMap.newKeySet();

  private final BlockingQueue<Entry> entries = new LinkedBlockingQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicLong lost = new AtomicLong();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;

  HuddleDiary(ConversationPorts ports, ConversationWriter writer, Duration betweenTries) {
    this.ports = ports;
    this.writer = writer;
    this.betweenTries = betweenTries;
    thread = Thread.ofVirtual().name("huddles").start(this::write);
  }

  private record Room(AccountSid account, String name) {
    static Room of(Huddle huddle) {
      return new Room(huddle.account(), huddle.room());
    }
  }

  /**
   * A huddle that the journal knows as open.
   *
   * @param ending whether its conference is over, which is about to be written
   * @param ended opens once that is written
   */
  private record OpenHuddle(
      HuddleId id, ConversationId conversation, AtomicBoolean ending, CountDownLatch ended) {}

  private sealed interface Entry {
    /**
     * @param address of the participant it is about, if it is about one
     */
    record Happened(Room room, OpenHuddle huddle, ConferenceEvent event, Optional<String> address)
        implements Entry {}

    record Close() implements Entry {}
  }

  /** Takes up what an earlier process left open. */
  void recover() {
    StaleHuddles stale = new StaleHuddles(ports, writer);
    for (Huddle huddle : ports.records().openHuddles()) {
      if (huddle.conference().isEmpty()) {
        open(huddle);
      } else {
        stale.end(huddle);
      }
    }
  }

  /** Listens to the room of {@code huddle} from now on, if it does not already. */
  void open(Huddle huddle) {
    rooms.putIfAbsent(
        Room.of(huddle),
        new OpenHuddle(
            huddle.id(), huddle.conversation(), new AtomicBoolean(), new CountDownLatch(1)));
  }

  /** Listens to the room of {@code huddle} no longer, since it is written that it is over. */
  void ended(Huddle huddle) {
    Room room = Room.of(huddle);
    OpenHuddle open = rooms.get(room);
    if (open != null) {
      forget(room, open);
    }
  }

  /** Whether the conference of {@code huddle} is over already. */
  boolean isEnding(Huddle huddle) {
    OpenHuddle open = rooms.get(Room.of(huddle));
    return open != null && open.ending().get();
  }

  /** Waits until the end of what is ending in the conversation is written; false if that lasts. */
  boolean awaitEnd(ConversationId conversation) {
    Optional<OpenHuddle> ending =
        rooms.values().stream()
            .filter(each -> each.conversation().equals(conversation) && each.ending().get())
            .findFirst();
    try {
      return ending.isEmpty()
          || ending.get().ended().await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Takes what happened in any conference. Neither blocks nor throws. */
  void accept(ConferenceEvent event) {
    Room room = new Room(event.conference().account(), event.conference().friendlyName());
    OpenHuddle huddle = rooms.get(room);
    if (huddle == null || huddle.ending().get()) {
      return;
    }
    switch (event) {
      case ConferenceEvent.Ended _ -> {
        if (huddle.ending().compareAndSet(false, true)) {
          waiting.incrementAndGet();
          entries.add(new Entry.Happened(room, huddle, event, Optional.empty()));
        }
      }
      case ConferenceEvent.Started _,
          ConferenceEvent.Changed _,
          ConferenceEvent.Spoke _,
          ConferenceEvent.Announced _ -> {}
      case ConferenceEvent.Joined(_, _, _, Participant participant) ->
          note(room, huddle, event, participant);
      case ConferenceEvent.Left(_, _, _, Participant participant) -> {
        if (participant.joined().isPresent()) {
          note(room, huddle, event, participant);
        }
      }
    }
  }

  private void note(Room room, OpenHuddle huddle, ConferenceEvent event, Participant participant) {
    if (waiting.incrementAndGet() > CAPACITY) {
      waiting.decrementAndGet();
      lose(event);
    } else {
      entries.add(new Entry.Happened(room, huddle, event, Optional.of(address(participant))));
    }
  }

  /** Takes a step of a call that is made. Neither blocks nor throws. */
  void accept(CallEvent event) {
    CallSid call = event.call().sid();
    switch (event.step()) {
      case INITIATED -> outgoing.add(call);
      case COMPLETED -> outgoing.remove(call);
      case RINGING, ANSWERED -> {}
    }
  }

  /** Where a participant is reached: it called from there, or was called there. */
  String address(Participant participant) {
    return outgoing.contains(participant.call())
        ? participant.parties().to()
        : participant.parties().from();
  }

  private void lose(ConferenceEvent event) {
    if (lost.incrementAndGet() == 1) {
      log.atError()
          .addKeyValue("conference", event.conference().sid())
          .log("too much waits to be journaled: arrivals in huddles are lost from here on");
    }
  }

  /** How many arrivals and departures were lost. */
  long lost() {
    return lost.get();
  }

  private void write() {
    try {
      while (true) {
        switch (entries.take()) {
          case Entry.Close _ -> {
            return;
          }
          case Entry.Happened happened -> {
            writeAtLast(happened);
            waiting.decrementAndGet();
          }
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void writeAtLast(Entry.Happened happened) throws InterruptedException {
    boolean said = false;
    while (!tryToWrite(happened, !said)) {
      said = true;
      if (closing.await(betweenTries.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    }
  }

  private boolean tryToWrite(Entry.Happened happened, boolean firstTry) {
    boolean isOpen;
    try {
      isOpen = writer.alone(happened.huddle().conversation(), () -> write(happened));
    } catch (RuntimeException e) {
      if (e instanceof RefusedException refused && refused.problem() == Problem.STORE_UNAVAILABLE) {
        if (firstTry) {
          log(happened, e, "what happened in a huddle is not journaled; trying until it is");
        }
        return false;
      }
      log(happened, e, "what happened in a huddle could not be understood and is left out");
      isOpen = true;
    }
    if (!isOpen || happened.event() instanceof ConferenceEvent.Ended) {
      forget(happened.room(), happened.huddle());
    }
    return true;
  }

  private static void log(Entry.Happened happened, Exception why, String what) {
    log.atError()
        .setCause(why)
        .addKeyValue("conference", happened.event().conference().sid())
        .log(what);
  }

  private void forget(Room room, OpenHuddle huddle) {
    rooms.remove(room, huddle);
    huddle.ended().countDown();
  }

  /** Writes one event; false if the huddle is over already. */
  private boolean write(Entry.Happened happened) {
    ConferenceEvent event = happened.event();
    ConversationId id = happened.huddle().conversation();
    Optional<Huddle> open =
        ports.records().huddle(id).filter(each -> each.id().equals(happened.huddle().id()));
    Optional<Conversation> conversation =
        ports.records().conversation(event.conference().account(), id);
    if (open.isEmpty() || conversation.isEmpty()) {
      return false;
    }
    Draft draft = new Draft(conversation.get(), Actor.SYSTEM, writer.now());
    Huddle live = open.get().in(event.conference().sid());
    switch (event) {
      case ConferenceEvent.Joined joined -> {
        if (!live.equals(open.get())) {
          draft.keep(live);
        }
        happened(draft, ConversationEvent.Kind.HUDDLE_JOINED, happened, joined.participant());
      }
      case ConferenceEvent.Left left ->
          happened(draft, ConversationEvent.Kind.HUDDLE_LEFT, happened, left.participant());
      case ConferenceEvent.Ended ended -> {
        draft.keep(live.endedAt(ended.at()));
        draft.happened(
            ConversationEvent.Kind.HUDDLE_ENDED,
            Actor.SYSTEM,
            Optional.empty(),
            Optional.empty(),
            new CallInHuddle(live.conference(), Optional.empty(), Optional.of(ended.at())));
      }
      case ConferenceEvent.Started _,
          ConferenceEvent.Changed _,
          ConferenceEvent.Spoke _,
          ConferenceEvent.Announced _ -> {}
    }
    writer.commit(draft);
    return true;
  }

  private void happened(
      Draft draft, ConversationEvent.Kind kind, Entry.Happened what, Participant participant) {
    String address = what.address().orElseGet(() -> address(participant));
    Optional<User> user = Huddles.user(ports, participant.account(), address);
    Actor caller =
        user.map(User::actor)
            .orElseGet(() -> Actor.phone(Addresses.normalized(address).orElse(address)));
    draft.happened(
        kind,
        caller,
        Optional.of(caller),
        Optional.of(user.map(User::displayName).orElse(caller.reference())),
        new CallInHuddle(
            Optional.of(participant.conference()),
            Optional.of(participant.call()),
            Optional.of(what.event().at())));
  }

  @Override
  public void close() {
    closing.countDown();
    entries.add(new Entry.Close());
    try {
      if (!thread.join(PATIENCE)) {
        log.atWarn().log("the journal did not take what happened in huddles at the end");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
