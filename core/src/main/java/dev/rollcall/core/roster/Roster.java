package dev.rollcall.core.roster;

import dev.rollcall.core.Problem;
import dev.rollcall.core.RefusedException;
import dev.rollcall.core.audio.SpeechListener;
import dev.rollcall.core.call.Call;
import dev.rollcall.core.call.CallFilter;
import dev.rollcall.core.call.CallStatus;
import dev.rollcall.core.conference.Conference;
import dev.rollcall.core.conference.ConferenceFilter;
import dev.rollcall.core.conference.ConferenceStatus;
import dev.rollcall.core.conference.EndReason;
import dev.rollcall.core.conference.LeaveReason;
import dev.rollcall.core.conference.Participant;
import dev.rollcall.core.conference.ParticipantFilter;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.identity.CallSid;
import dev.rollcall.core.identity.ConferenceSid;
import dev.rollcall.core.identity.ParticipantSid;
import dev.rollcall.core.paging.KeysetSource;
import dev.rollcall.core.paging.Keysets;
import dev.rollcall.core.paging.Page;
import dev.rollcall.core.paging.PageRequest;
import dev.rollcall.core.paging.Pages;
import dev.rollcall.core.signalling.Admission;
import dev.rollcall.core.signalling.DialFailure;
import dev.rollcall.core.signalling.DialProgress;
import dev.rollcall.core.signalling.JoinRequest;
import dev.rollcall.core.web.WebTarget;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;

/**
 * Who is in each conference: the one place that every door asks and that signalling tells.
 *
 * <p>Live conferences are answered from memory alone; what is over comes from {@link
 * dev.rollcall.core.journal.History}. Any list made after a change was answered shows the change.
 * What an account does not own is refused exactly like what does not exist. Safe for use by many
 * threads; nobody waits for another conference.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class Roster implements Admission, DialProgress, SpeechListener {
  private final RosterSettings settings;
  private final RosterPorts ports;
  private final ConcurrentMap<AccountSid, AccountRoster> accounts = new ConcurrentHashMap<>();
  private final ConcurrentMap<CallSid, LiveConference> conferenceOfCall = new ConcurrentHashMap<>();

  public Roster(RosterSettings settings, RosterPorts ports) {
    this.settings = settings;
    this.ports = ports;
  }

  @Override
  public Participant join(JoinRequest request) {
    Names.checkRoom(request.room());
    request.label().ifPresent(Names::checkLabel);
    AccountRoster account = account(request.account());
    while (true) {
      LiveConference conference =
          account
              .rooms()
              .computeIfAbsent(request.room(), room -> open(request.account(), account, room));
      Optional<Participant> joined = conference.join(request);
      if (joined.isPresent()) {
        return joined.get();
      }
    }
  }

  @Override
  public void leave(CallSid call, LeaveReason reason) {
    LiveConference conference = conferenceOfCall.get(call);
    if (conference != null) {
      conference.leave(call, reason);
    }
  }

  /** The conference, live or over; by name only a live one. */
  public Conference conference(AccountSid account, ConferenceReference reference) {
    Optional<Conference> live =
        find(account, reference).map(found -> found.snapshot().conference());
    return live.or(() -> completed(account, reference)).orElseThrow(Roster::noConference);
  }

  /** The account's conferences, newest first. */
  public Page<Conference> conferences(
      AccountSid account, ConferenceFilter filter, PageRequest page) {
    AccountRoster mine = account(account);
    checkCursor(page, id -> isConference(account, new ConferenceSid(id)));
    KeysetSource<Conference> live =
        keyset ->
            Keysets.read(
                    mine.conferences(),
                    keyset,
                    ConferenceSid::new,
                    each -> filter.accepts(each.snapshot().conference()))
                .stream()
                .map(each -> each.snapshot().conference())
                .toList();
    KeysetSource<Conference> over = keyset -> ports.history().conferences(account, filter, keyset);
    return Pages.of(
        page,
        each -> each.sid().id(),
        sources(live, over, filter.status().map(status -> status == ConferenceStatus.COMPLETED)));
  }

  /**
   * Ends a conference: all participants leave and their phones are hung up.
   *
   * @throws RefusedException also {@code CONFERENCE_COMPLETED} if it is over already
   */
  public Conference end(AccountSid account, ConferenceReference reference) {
    return live(account, reference)
        .end(EndReason.ENDED_VIA_API, LeaveReason.CONFERENCE_ENDED_VIA_API)
        .orElseThrow(Roster::isOver);
  }

  /**
   * The participants of a conference, newest first. {@link Presence#LIVE} ones are read from memory
   * alone.
   */
  public Page<Participant> participants(
      AccountSid account,
      ConferenceReference reference,
      Presence presence,
      ParticipantFilter filter,
      PageRequest page) {
    Optional<LiveConference> found = find(account, reference);
    ConferenceSid sid =
        found
            .map(each -> each.snapshot().conference().sid())
            .orElseGet(() -> conference(account, reference).sid());
    checkCursor(page, id -> isParticipant(found, sid, new ParticipantSid(id)));
    KeysetSource<Participant> live =
        keyset ->
            found
                .map(
                    conference ->
                        Keysets.read(
                                conference.snapshot().seats(),
                                keyset,
                                ParticipantSid::new,
                                seat -> filter.accepts(seat.participant()))
                            .stream()
                            .map(Seat::participant)
                            .toList())
                .orElseGet(List::of);
    KeysetSource<Participant> departed =
        keyset -> ports.history().participants(sid, filter, keyset);
    Optional<Boolean> over =
        switch (presence) {
          case LIVE -> Optional.of(false);
          case DEPARTED -> Optional.of(true);
          case ALL -> Optional.empty();
        };
    return Pages.of(page, each -> each.sid().id(), sources(live, departed, over));
  }

  /** A participant that is in the conference now. */
  public Participant participant(
      AccountSid account, ConferenceReference reference, ParticipantReference participant) {
    Optional<LiveConference> live = find(account, reference);
    if (live.isEmpty() && completed(account, reference).isEmpty()) {
      throw noConference();
    }
    return live.flatMap(conference -> conference.snapshot().find(participant))
        .map(Seat::participant)
        .orElseThrow(Roster::noParticipant);
  }

  /**
   * Changes how a participant takes part; its audio follows from the first frame after this
   * returns.
   */
  public Participant update(
      AccountSid account,
      ConferenceReference reference,
      ParticipantReference participant,
      ParticipantUpdate update) {
    LiveConference conference = live(account, reference);
    if (conference.snapshot().find(participant).isEmpty()) {
      throw noParticipant();
    }
    return conference.update(participant, update, Optional.empty());
  }

  /**
   * Calls somebody into a conference and returns at once, with the participant in every list. By
   * name a conference is opened if none is live.
   *
   * @param key if the same request came before, what it created is answered and nobody is called
   * @throws RefusedException {@code CONFERENCE_NOT_FOUND}, {@code CONFERENCE_COMPLETED}, {@code
   *     CONFERENCE_FULL}, {@code ROOM_NAME_INVALID}, {@code LABEL_INVALID}, {@code LABEL_IN_USE},
   *     {@code DESTINATION_INVALID}, {@code DESTINATION_UNREACHABLE}, {@code CALL_QUEUE_FULL},
   *     {@code IDEMPOTENCY_KEY_REUSED}, one of those of coaching, or {@code STORE_UNAVAILABLE};
   *     then nothing has changed
   */
  public Created create(
      AccountSid account,
      ConferenceReference reference,
      NewParticipant wanted,
      Optional<IdempotencyKey> key) {
    throw new UnsupportedOperationException();
  }

  /**
   * A participant that was called into a conference.
   *
   * @param queueTime how long the call was expected to wait for its turn
   */
  public record Created(Participant participant, Duration queueTime) {}

  /**
   * Plays sound once to all in the conference. Returns at once: whether it could be played is told
   * by an event.
   *
   * @throws RefusedException {@code CONFERENCE_NOT_STARTED} too
   */
  public Conference announce(AccountSid account, ConferenceReference reference, WebTarget source) {
    throw new UnsupportedOperationException();
  }

  /**
   * Ends a live call, answered or not; returns it as it ended.
   *
   * @throws RefusedException {@code CALL_NOT_FOUND}, {@code CALL_ENDED} or {@code
   *     STORE_UNAVAILABLE}
   */
  public Call hangUp(AccountSid account, CallSid call) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void ringing(CallSid call) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void earlyMedia(CallSid call) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean answered(CallSid call) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void failed(CallSid call, DialFailure failure) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void onSpeech(CallSid call, boolean speaking) {
    throw new UnsupportedOperationException();
  }

  /** Removes a participant and hangs its phone up; returns it as it left. */
  public Participant remove(
      AccountSid account, ConferenceReference reference, ParticipantReference participant) {
    return live(account, reference).remove(participant);
  }

  /** A call, live or over. */
  public Call call(AccountSid account, CallSid sid) {
    return Optional.ofNullable(account(account).calls().get(sid))
        .or(() -> ports.history().call(account, sid))
        .orElseThrow(() -> new RefusedException(Problem.CALL_NOT_FOUND, "No such call."));
  }

  /** The account's calls, newest first. */
  public Page<Call> calls(AccountSid account, CallFilter filter, PageRequest page) {
    checkCursor(page, id -> isCall(account, new CallSid(id)));
    KeysetSource<Call> live =
        keyset -> Keysets.read(account(account).calls(), keyset, CallSid::new, filter::accepts);
    KeysetSource<Call> over = keyset -> ports.history().calls(account, filter, keyset);
    return Pages.of(
        page,
        each -> each.sid().id(),
        sources(live, over, filter.status().map(CallStatus::isEnded)));
  }

  /** Ends every conference in good order because the server stops. */
  public void stop() {
    for (AccountRoster account : accounts.values()) {
      for (LiveConference conference : account.conferences().values()) {
        conference.end(EndReason.SERVER_STOPPED, LeaveReason.SERVER_STOPPED);
      }
    }
  }

  /** How much is live now. */
  public RosterStatistics statistics() {
    int conferences = 0;
    int participants = 0;
    for (AccountRoster account : accounts.values()) {
      for (LiveConference conference : account.conferences().values()) {
        conferences++;
        participants += conference.snapshot().seats().size();
      }
    }
    return new RosterStatistics(conferences, participants);
  }

  private AccountRoster account(AccountSid sid) {
    return accounts.computeIfAbsent(sid, _ -> AccountRoster.over(conferenceOfCall));
  }

  private LiveConference open(AccountSid account, AccountRoster roster, String room) {
    Conference conference =
        Conference.opened(ports.sids().conference(), account, room, ports.now());
    return new LiveConference(conference, roster, settings, ports);
  }

  private Optional<LiveConference> find(AccountSid account, ConferenceReference reference) {
    AccountRoster mine = account(account);
    return switch (reference) {
      case ConferenceReference.BySid(ConferenceSid sid) ->
          Optional.ofNullable(mine.conferences().get(sid));
      case ConferenceReference.ByName(String name) ->
          Optional.ofNullable(mine.rooms().get(name))
              .filter(each -> !each.snapshot().seats().isEmpty());
    };
  }

  private Optional<Conference> completed(AccountSid account, ConferenceReference reference) {
    return switch (reference) {
      case ConferenceReference.BySid(ConferenceSid sid) -> ports.history().conference(account, sid);
      case ConferenceReference.ByName _ -> Optional.empty();
    };
  }

  private LiveConference live(AccountSid account, ConferenceReference reference) {
    return find(account, reference)
        .orElseThrow(() -> completed(account, reference).isPresent() ? isOver() : noConference());
  }

  private boolean isConference(AccountSid account, ConferenceSid sid) {
    return account(account).conferences().containsKey(sid)
        || ports.history().conference(account, sid).isPresent();
  }

  private boolean isParticipant(
      Optional<LiveConference> live, ConferenceSid conference, ParticipantSid sid) {
    return live.map(each -> each.knows(sid))
        .orElseGet(() -> ports.history().participant(conference, sid).isPresent());
  }

  private boolean isCall(AccountSid account, CallSid sid) {
    return account(account).calls().containsKey(sid)
        || ports.history().call(account, sid).isPresent();
  }

  private static void checkCursor(PageRequest page, Predicate<UUID> belongs) {
    if (page.cursor().isPresent() && !belongs.test(page.cursor().get().id())) {
      throw new RefusedException(
          Problem.CURSOR_INVALID,
          "The page token does not belong to this list; take the link of a page, or start without a"
              + " token.");
    }
  }

  /**
   * Live first, then over: a record that ends in between is then seen in the store, where it
   * already is.
   */
  private static <T> List<KeysetSource<T>> sources(
      KeysetSource<T> live, KeysetSource<T> over, Optional<Boolean> onlyOver) {
    List<KeysetSource<T>> sources = new ArrayList<>();
    if (!onlyOver.orElse(false)) {
      sources.add(live);
    }
    if (onlyOver.orElse(true)) {
      sources.add(over);
    }
    return sources;
  }

  private static RefusedException noConference() {
    return new RefusedException(
        Problem.CONFERENCE_NOT_FOUND,
        "No such conference; give its sid, or the friendly name of one that is on now.");
  }

  private static RefusedException isOver() {
    return new RefusedException(
        Problem.CONFERENCE_COMPLETED, "The conference is over and cannot be changed.");
  }

  private static RefusedException noParticipant() {
    return new RefusedException(
        Problem.PARTICIPANT_NOT_FOUND, "No such participant is in the conference now.");
  }
}
