package dev.rollcall.core.conversation;

import dev.rollcall.core.Problem;
import dev.rollcall.core.RefusedException;
import dev.rollcall.core.access.Principal;
import dev.rollcall.core.access.Scope;
import dev.rollcall.core.conference.Participant;
import dev.rollcall.core.conference.ParticipantFilter;
import dev.rollcall.core.conversation.Access.Standing;
import dev.rollcall.core.event.CallEvent;
import dev.rollcall.core.event.ConferenceEvent;
import dev.rollcall.core.event.EventSink;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.paging.Cursor;
import dev.rollcall.core.paging.Page;
import dev.rollcall.core.paging.PageRequest;
import dev.rollcall.core.roster.ConferenceReference;
import dev.rollcall.core.roster.Presence;
import dev.rollcall.core.roster.Roster;
import dev.rollcall.core.user.Addresses;
import dev.rollcall.core.user.User;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Conferences that belong to conversations. Listens to what happens in conferences and writes what
 * concerns a conversation into its events.
 *
 * <p>A huddle is open from its start to the end of its conference, or of its conversation. Who is
 * in the call and who is in the conversation are two things: whoever knows the room's name may dial
 * it, and who is removed from the conversation stays in the call until it is removed there. When a
 * conversation is deleted its huddle is over, while the call itself goes on as an ordinary
 * conference. Safe for use by many threads.
 */
public final class Huddles implements EventSink, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Huddles.class);
  private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);
  private static final int PAGE_SIZE = 250;

  /** 32 of 62 letters and digits: 190 bits that nobody can guess. */
  private static final int ROOM_LETTERS = 32;

  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  private final ConversationPorts ports;
  private final Access access;
  private final ConversationWriter writer;
  private final RandomGenerator random;
  private final HuddleDiary diary;

  /**
   * Takes up the huddles that an earlier process left open: one that nobody had joined waits on,
   * one with a conference is over, since the conference went with the process. Who was still in it
   * then left it, by the events, when this process started.
   *
   * @param random what room names are drawn from; has to be a {@link java.security.SecureRandom}
   *     outside tests
   * @throws RefusedException {@code STORE_UNAVAILABLE} if they cannot be read or ended
   */
  public Huddles(ConversationPorts ports, Conversations conversations, RandomGenerator random) {
    this(ports, conversations, random, BETWEEN_TRIES);
  }

  Huddles(
      ConversationPorts ports,
      Conversations conversations,
      RandomGenerator random,
      Duration betweenTries) {
    this.ports = ports;
    this.random = random;
    access = conversations.access();
    writer = conversations.writer();
    diary = new HuddleDiary(ports, writer, betweenTries);
    diary.recover();
    conversations.whenHuddleEnds(diary::ended);
  }

  /**
   * Opens a conference for a conversation; the one that is open already if there is one.
   *
   * @return whom phones may join from now on by dialling its room
   */
  public Huddle start(Principal caller, ConversationId conversation) {
    Access.requireScope(caller, Scope.CONVERSATIONS_WRITE);
    while (true) {
      Optional<Huddle> open = writer.alone(conversation, () -> open(caller, conversation));
      if (open.isPresent()) {
        return open.get();
      }
      if (!diary.awaitEnd(conversation)) {
        throw new RefusedException(
            Problem.STORE_UNAVAILABLE,
            "The end of the last huddle could not be written to the store yet; try again.");
      }
    }
  }

  /** The open huddle, or a new one; empty if one is over that has not been written so. */
  private Optional<Huddle> open(Principal caller, ConversationId id) {
    Standing standing = access.enter(caller, Scope.CONVERSATIONS_WRITE, id);
    standing.require(Role.MEMBER);
    standing.requireActive();
    Optional<Huddle> there = ports.records().huddle(id);
    if (there.isPresent()) {
      if (diary.isEnding(there.get())) {
        return Optional.empty();
      }
      diary.open(there.get());
      return there;
    }
    Draft draft = new Draft(standing.conversation(), caller.actor(), writer.now());
    Huddle huddle =
        new Huddle(
            ports.sids().id(HuddleId::new),
            caller.account(),
            id,
            "huddle-" + secret(),
            Optional.empty(),
            caller.actor(),
            draft.now(),
            Optional.empty());
    draft.keep(huddle);
    draft.happened(ConversationEvent.Kind.HUDDLE_STARTED);
    writer.commit(draft);
    diary.open(huddle);
    log.atInfo()
        .addKeyValue("conversation", id)
        .addKeyValue("account", caller.account())
        .log("huddle started");
    return Optional.of(huddle);
  }

  private String secret() {
    StringBuilder secret = new StringBuilder(ROOM_LETTERS);
    for (int i = 0; i < ROOM_LETTERS; i++) {
      secret.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return secret.toString();
  }

  /** The open huddle and who is in it; empty if there is none. */
  public Optional<HuddleView> current(
      Principal caller, ConversationId conversation, Roster roster) {
    access.enter(caller, Scope.CONVERSATIONS_READ, conversation);
    return ports
        .records()
        .huddle(conversation)
        .filter(huddle -> !diary.isEnding(huddle))
        .map(huddle -> new HuddleView(huddle, callers(huddle, roster)));
  }

  private List<HuddleView.Caller> callers(Huddle huddle, Roster roster) {
    Map<String, Optional<User>> known = new HashMap<>();
    List<HuddleView.Caller> callers = new ArrayList<>();
    for (Participant each : participants(huddle, roster)) {
      Optional<User> user =
          known.computeIfAbsent(
              diary.address(each), address -> user(ports, huddle.account(), address));
      callers.add(new HuddleView.Caller(each, user));
    }
    return callers;
  }

  private static List<Participant> participants(Huddle huddle, Roster roster) {
    ConferenceReference room = new ConferenceReference.ByName(huddle.room());
    List<Participant> newestFirst = new ArrayList<>();
    PageRequest next = PageRequest.first(PAGE_SIZE);
    try {
      while (true) {
        Page<Participant> page =
            roster.participants(huddle.account(), room, Presence.LIVE, ParticipantFilter.ALL, next);
        newestFirst.addAll(page.items());
        if (!page.hasNext()) {
          return newestFirst.reversed();
        }
        next = PageRequest.at(Cursor.after(newestFirst.getLast().sid().id()), PAGE_SIZE);
      }
    } catch (RefusedException e) {
      if (e.problem() == Problem.CONFERENCE_NOT_FOUND) {
        return newestFirst.reversed();
      }
      throw e;
    }
  }

  /** Who calls from {@code address}. */
  static Optional<User> user(ConversationPorts ports, AccountSid account, String address) {
    return Addresses.normalized(address).flatMap(normal -> ports.users().userAt(account, normal));
  }

  @Override
  public void accept(ConferenceEvent event) {
    diary.accept(event);
  }

  @Override
  public void accept(CallEvent event) {
    diary.accept(event);
  }

  /** How many arrivals and departures were lost because the journal took none for too long. */
  public long lost() {
    return diary.lost();
  }

  /**
   * Writes what has happened so far, if the journal takes it, and nothing after that. What stays
   * unwritten is closed at the next start.
   */
  @Override
  public void close() {
    diary.close();
  }
}
