package dev.rollcall.core.roster;

import dev.rollcall.core.Problem;
import dev.rollcall.core.RefusedException;
import dev.rollcall.core.audio.CallQuality;
import dev.rollcall.core.audio.SpeechListener;
import dev.rollcall.core.call.Call;
import dev.rollcall.core.call.CallFilter;
import dev.rollcall.core.conference.Conference;
import dev.rollcall.core.conference.ConferenceFilter;
import dev.rollcall.core.conference.EndReason;
import dev.rollcall.core.conference.LeaveReason;
import dev.rollcall.core.conference.Participant;
import dev.rollcall.core.conference.ParticipantFilter;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.identity.CallSid;
import dev.rollcall.core.paging.Page;
import dev.rollcall.core.paging.PageRequest;
import dev.rollcall.core.roster.Departures.Departed;
import dev.rollcall.core.signalling.Admission;
import dev.rollcall.core.signalling.DialFailure;
import dev.rollcall.core.signalling.DialProgress;
import dev.rollcall.core.signalling.JoinRequest;
import dev.rollcall.core.web.WebTarget;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Who is in each conference: the one place that every door asks and that signalling tells.
 *
 * <p>Live conferences are answered from memory alone; what is over comes from {@link
 * dev.rollcall.core.journal.History}. Any list made after a change was answered shows the change.
 * What an account does not own is refused exactly like what does not exist. Safe for use by many
 * threads; nobody waits for another conference.
 */
public final class Roster implements Admission, DialProgress, SpeechListener {
  private final LiveConferences conferences;
  private final RosterLists lists;
  private final Creations creations;
  private final Speeches speeches;

  public Roster(RosterSettings settings, RosterPorts ports) {
    conferences = new LiveConferences(settings, ports, this);
    lists = new RosterLists(conferences, ports);
    creations = new Creations(conferences, ports);
    speeches = new Speeches(conferences);
  }

  @Override
  public Participant join(JoinRequest request) {
    Names.checkRoom(request.room());
    request.label().ifPresent(Names::checkLabel);
    return conferences.admit(request.account(), request.room(), each -> each.join(request));
  }

  @Override
  public void leave(CallSid call, LeaveReason reason) {
    conferences.of(call).ifPresent(conference -> conference.leave(call, reason));
  }

  /** The conference, live or over; by name only a live one. */
  public Conference conference(AccountSid account, ConferenceReference reference) {
    return lists.conference(account, reference);
  }

  /** How many are in the conference, live or over; by name only a live one. */
  public Headcount headcount(AccountSid account, ConferenceReference reference) {
    return lists.headcount(account, reference);
  }

  /** The account's conferences, newest first. */
  public Page<Conference> conferences(
      AccountSid account, ConferenceFilter filter, PageRequest page) {
    return lists.conferences(account, filter, page);
  }

  /**
   * Ends a conference: all participants leave and their phones are hung up.
   *
   * @throws RefusedException also {@code CONFERENCE_COMPLETED} if it is over already
   */
  public Conference end(AccountSid account, ConferenceReference reference) {
    return conferences.live(account, reference).end().orElseThrow(LiveConferences::isOver);
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
    return lists.participants(account, reference, presence, filter, page);
  }

  /**
   * How the audio of a conference's participants arrives, or arrived until they left, newest first.
   *
   * @param onlySpeaking only those who speak now, whatever {@code presence} says
   */
  public Page<ParticipantQuality> quality(
      AccountSid account,
      ConferenceReference reference,
      Presence presence,
      boolean onlySpeaking,
      PageRequest page) {
    return lists.quality(account, reference, presence, onlySpeaking, page);
  }

  /** How the audio of a participant arrives now, or arrived until it left; empty if unknown. */
  public Optional<CallQuality> quality(Participant participant) {
    return lists.quality(participant);
  }

  /** A participant that is in the conference now. */
  public Participant participant(
      AccountSid account, ConferenceReference reference, ParticipantReference participant) {
    return lists.participant(account, reference, participant);
  }

  /**
   * Changes how a participant takes part; its audio follows from the first frame after this
   * returns. An announcement is only begun: whether it could be played is told by an event.
   *
   * @throws RefusedException also {@code SOUND_UNAVAILABLE}, {@code PARTICIPANT_NOT_CONNECTED} if
   *     something is to be announced to it, {@code COMBINATION_UNSUPPORTED}, or one of those of
   *     coaching; then nothing has changed
   */
  public Participant update(
      AccountSid account,
      ConferenceReference reference,
      ParticipantReference participant,
      ParticipantUpdate update) {
    return conferences.live(account, reference).update(participant, update);
  }

  /**
   * Calls somebody into a conference and returns at once, with the participant in every list. By
   * name a conference is opened if none is live.
   *
   * @param key if the same request came before, what it created is answered and nobody is called
   * @throws RefusedException {@code CONFERENCE_NOT_FOUND}, {@code CONFERENCE_COMPLETED}, {@code
   *     CONFERENCE_FULL}, {@code ROOM_NAME_INVALID}, {@code LABEL_INVALID}, {@code LABEL_IN_USE},
   *     {@code DESTINATION_INVALID}, {@code DESTINATION_UNREACHABLE}, {@code CALL_QUEUE_FULL},
   *     {@code IDEMPOTENCY_KEY_REUSED}, {@code ACCOUNT_INACTIVE}, one of those of coaching, or
   *     {@code STORE_UNAVAILABLE}; then nothing has changed
   */
  public Created create(
      AccountSid account,
      ConferenceReference reference,
      NewParticipant wanted,
      Optional<IdempotencyKey> key) {
    return creations.create(account, reference, wanted, key);
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
    return conferences
        .live(account, reference)
        .announce(source)
        .orElseThrow(LiveConferences::isOver);
  }

  /**
   * Ends a live call, answered or not; returns it as it ended.
   *
   * @throws RefusedException {@code CALL_NOT_FOUND}, {@code CALL_STATE_WRONG} or {@code
   *     STORE_UNAVAILABLE}
   */
  public Call hangUp(AccountSid account, CallSid call) {
    return end(
        account, call, conference -> conference.remove(new ParticipantReference.ByCall(call)));
  }

  /**
   * Takes a call back that is not answered; returns it as it ended.
   *
   * @throws RefusedException {@code CALL_NOT_FOUND}, {@code CALL_STATE_WRONG} if it is answered or
   *     over, or {@code STORE_UNAVAILABLE}
   */
  public Call cancel(AccountSid account, CallSid call) {
    return end(account, call, conference -> conference.cancel(call));
  }

  private Call end(AccountSid account, CallSid call, Function<LiveConference, Departed> ending) {
    if (lists.call(account, call).status().isEnded()) {
      throw callEnded();
    }
    LiveConference conference = conferences.of(call).orElseThrow(Roster::callEnded);
    try {
      return ending.apply(conference).call();
    } catch (RefusedException e) {
      throw e.problem() == Problem.PARTICIPANT_NOT_FOUND ? callEnded() : e;
    }
  }

  @Override
  public void ringing(CallSid call) {
    conferences.of(call).ifPresent(conference -> conference.calling().ringing(call));
  }

  @Override
  public void earlyMedia(CallSid call) {
    conferences.of(call).ifPresent(conference -> conference.calling().earlyMedia(call));
  }

  @Override
  public boolean answered(CallSid call) {
    return conferences.of(call).map(each -> each.calling().answered(call)).orElse(false);
  }

  @Override
  public void failed(CallSid call, DialFailure failure) {
    conferences.of(call).ifPresent(conference -> conference.calling().failed(call, failure));
  }

  @Override
  public void onSpeech(Map<CallSid, Boolean> speaking) {
    speeches.heard(speaking);
  }

  /** Removes a participant and hangs its phone up; returns it as it left. */
  public Participant remove(
      AccountSid account, ConferenceReference reference, ParticipantReference participant) {
    return conferences.live(account, reference).remove(participant).participant();
  }

  /** A call, live or over. */
  public Call call(AccountSid account, CallSid sid) {
    return lists.call(account, sid);
  }

  /** The account's calls, newest first. */
  public Page<Call> calls(AccountSid account, CallFilter filter, PageRequest page) {
    return lists.calls(account, filter, page);
  }

  /**
   * Ends every conference of an account that is not active any more, those too that are just being
   * opened. Cannot be refused: what the store does not take now is written once it does.
   */
  public void endAll(AccountSid account) {
    for (LiveConference conference : conferences.account(account).rooms().values()) {
      conference.endAtLast(EndReason.ENDED_VIA_API, LeaveReason.CONFERENCE_ENDED_VIA_API);
    }
  }

  /** Ends every conference in good order because the server stops; none begins after that. */
  public void stop() {
    conferences.shut();
    for (AccountRoster account : conferences.accounts()) {
      for (LiveConference conference : account.rooms().values()) {
        conference.endAtLast(EndReason.SERVER_STOPPED, LeaveReason.SERVER_STOPPED);
      }
    }
  }

  /** How much is live now. */
  public RosterStatistics statistics() {
    return statistics(conferences.accounts());
  }

  /** How much of the account is live now. */
  public RosterStatistics statistics(AccountSid account) {
    return statistics(List.of(conferences.account(account)));
  }

  private static RosterStatistics statistics(Collection<AccountRoster> accounts) {
    int live = 0;
    int participants = 0;
    for (AccountRoster account : accounts) {
      for (LiveConference conference : account.conferences().values()) {
        live++;
        participants += conference.snapshot().seats().size();
      }
    }
    return new RosterStatistics(live, participants);
  }

  private static RefusedException callEnded() {
    return new RefusedException(
        Problem.CALL_STATE_WRONG, "The call is over and cannot be changed.");
  }
}
