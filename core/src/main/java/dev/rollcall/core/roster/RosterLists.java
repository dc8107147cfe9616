package dev.rollcall.core.roster;

import dev.rollcall.core.Problem;
import dev.rollcall.core.RefusedException;
import dev.rollcall.core.audio.CallQuality;
import dev.rollcall.core.call.Call;
import dev.rollcall.core.call.CallFilter;
import dev.rollcall.core.call.CallStatus;
import dev.rollcall.core.conference.Conference;
import dev.rollcall.core.conference.ConferenceFilter;
import dev.rollcall.core.conference.ConferenceStatus;
import dev.rollcall.core.conference.Departure;
import dev.rollcall.core.conference.Participant;
import dev.rollcall.core.conference.ParticipantFilter;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.identity.CallSid;
import dev.rollcall.core.identity.ConferenceSid;
import dev.rollcall.core.identity.ParticipantSid;
import dev.rollcall.core.paging.Keyset;
import dev.rollcall.core.paging.KeysetSource;
import dev.rollcall.core.paging.Keysets;
import dev.rollcall.core.paging.Page;
import dev.rollcall.core.paging.PageRequest;
import dev.rollcall.core.paging.Pages;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/** Answers who is and was there: what is live from memory alone, what is over from the history. */
final class RosterLists {
  private final LiveConferences live;
  private final RosterPorts ports;

  RosterLists(LiveConferences live, RosterPorts ports) {
    this.live = live;
    this.ports = ports;
  }

  /** The conference, live or over; by name only a live one. */
  Conference conference(AccountSid account, ConferenceReference reference) {
    Optional<Conference> on =
        live.find(account, reference).map(found -> found.snapshot().conference());
    return on.or(() -> live.completed(account, reference))
        .orElseThrow(LiveConferences::noConference);
  }

  /** How many are in the conference, live or over; by name only a live one. */
  Headcount headcount(AccountSid account, ConferenceReference reference) {
    return Headcount.of(
        live.find(account, reference)
            .map(LiveConference::snapshot)
            .orElseGet(() -> ConferenceSnapshot.empty(conference(account, reference))));
  }

  /** The account's conferences, newest first. */
  Page<Conference> conferences(AccountSid account, ConferenceFilter filter, PageRequest page) {
    AccountRoster mine = live.account(account);
    checkCursor(page, id -> isConference(account, new ConferenceSid(id)));
    KeysetSource<Conference> on =
        keyset ->
            Keysets.read(
                mine.conferences(),
                keyset,
                ConferenceSid::new,
                each -> each.snapshot().conference(),
                filter::accepts);
    KeysetSource<Conference> over = keyset -> ports.history().conferences(account, filter, keyset);
    return Pages.of(
        page,
        each -> each.sid().id(),
        sources(on, over, filter.status().map(status -> status == ConferenceStatus.COMPLETED)));
  }

  /**
   * The participants of a conference, newest first. {@link Presence#LIVE} ones are read from memory
   * alone.
   */
  Page<Participant> participants(
      AccountSid account,
      ConferenceReference reference,
      Presence presence,
      ParticipantFilter filter,
      PageRequest page) {
    Optional<LiveConference> found = live.find(account, reference);
    ConferenceSid sid =
        found
            .map(each -> each.snapshot().conference().sid())
            .orElseGet(() -> conference(account, reference).sid());
    checkCursor(page, id -> isParticipant(found, sid, new ParticipantSid(id)));
    KeysetSource<Participant> present =
        keyset ->
            found
                .map(
                    conference ->
                        Keysets.read(
                            conference.snapshot().seats(),
                            keyset,
                            ParticipantSid::new,
                            Seat::participant,
                            filter::accepts))
                .orElseGet(List::of);
    KeysetSource<Participant> departed =
        keyset -> ports.history().participants(sid, filter, keyset);
    return Pages.of(page, each -> each.sid().id(), sources(present, departed, over(presence)));
  }

  /** How the audio of those in a conference arrives, newest first. */
  Page<ParticipantQuality> quality(
      AccountSid account,
      ConferenceReference reference,
      Presence presence,
      boolean onlySpeaking,
      PageRequest page) {
    Optional<LiveConference> found = live.find(account, reference);
    ConferenceSid sid =
        found
            .map(each -> each.snapshot().conference().sid())
            .orElseGet(() -> conference(account, reference).sid());
    checkCursor(page, id -> isParticipant(found, sid, new ParticipantSid(id)));
    KeysetSource<ParticipantQuality> present =
        keyset ->
            found
                .map(conference -> speaking(conference.snapshot(), keyset, onlySpeaking))
                .orElseGet(List::of);
    KeysetSource<ParticipantQuality> departed =
        keyset ->
            ports.history().participants(sid, ParticipantFilter.ALL, keyset).stream()
                .map(each -> new ParticipantQuality(each, false, quality(each)))
                .toList();
    return Pages.of(
        page,
        each -> each.participant().sid().id(),
        sources(present, departed, onlySpeaking ? Optional.of(false) : over(presence)));
  }

  private List<ParticipantQuality> speaking(
      ConferenceSnapshot snapshot, Keyset keyset, boolean onlySpeaking) {
    return Keysets.read(
            snapshot.seats(), keyset, ParticipantSid::new, seat -> !onlySpeaking || seat.speaking())
        .stream()
        .map(
            seat ->
                new ParticipantQuality(
                    seat.participant(), seat.speaking(), quality(seat.participant())))
        .toList();
  }

  /**
   * How a participant's audio arrives, or arrived until it left; nothing of one whose call is not
   * answered.
   */
  Optional<CallQuality> quality(Participant participant) {
    if (participant.departure().isPresent()) {
      return participant.departure().flatMap(Departure::quality);
    }
    return participant.joined().isPresent()
        ? ports.audio().quality(participant.call())
        : Optional.empty();
  }

  private static Optional<Boolean> over(Presence presence) {
    return switch (presence) {
      case LIVE -> Optional.of(false);
      case DEPARTED -> Optional.of(true);
      case ALL -> Optional.empty();
    };
  }

  /** A participant that is in the conference now. */
  Participant participant(
      AccountSid account, ConferenceReference reference, ParticipantReference participant) {
    Optional<LiveConference> found = live.find(account, reference);
    if (found.isEmpty() && live.completed(account, reference).isEmpty()) {
      throw LiveConferences.noConference();
    }
    return found
        .flatMap(conference -> conference.snapshot().find(participant))
        .map(Seat::participant)
        .orElseThrow(LiveConferences::noParticipant);
  }

  /** A call, live or over. */
  Call call(AccountSid account, CallSid sid) {
    return Optional.ofNullable(live.account(account).calls().get(sid))
        .or(() -> ports.history().call(account, sid))
        .orElseThrow(() -> new RefusedException(Problem.CALL_NOT_FOUND, "No such call."));
  }

  /** The account's calls, newest first. */
  Page<Call> calls(AccountSid account, CallFilter filter, PageRequest page) {
    checkCursor(page, id -> isCall(account, new CallSid(id)));
    KeysetSource<Call> on =
        keyset ->
            Keysets.read(live.account(account).calls(), keyset, CallSid::new, filter::accepts);
    KeysetSource<Call> over = keyset -> ports.history().calls(account, filter, keyset);
    return Pages.of(
        page, each -> each.sid().id(), sources(on, over, filter.status().map(CallStatus::isEnded)));
  }

  private boolean isConference(AccountSid account, ConferenceSid sid) {
    return live.account(account).conferences().containsKey(sid)
        || ports.history().conference(account, sid).isPresent();
  }

  private boolean isParticipant(
      Optional<LiveConference> on, ConferenceSid conference, ParticipantSid sid) {
    return on.map(each -> each.snapshot().seats().containsKey(sid)).orElse(false)
        || ports.history().participant(conference, sid).isPresent();
  }

  private boolean isCall(AccountSid account, CallSid sid) {
    return live.account(account).calls().containsKey(sid)
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
}
