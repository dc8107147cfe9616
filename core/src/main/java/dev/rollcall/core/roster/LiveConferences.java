package dev.rollcall.core.roster;

import dev.rollcall.core.Problem;
import dev.rollcall.core.RefusedException;
import dev.rollcall.core.conference.Conference;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.identity.CallSid;
import dev.rollcall.core.identity.ConferenceSid;
import dev.rollcall.core.signalling.DialProgress;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;

/** Finds the conferences that are on, by everything that names them, and opens new ones. */
final class LiveConferences {
  private final RosterSettings settings;
  private final RosterPorts ports;
  private final DialProgress progress;
  private final Gate gate;
  private final ConcurrentMap<AccountSid, AccountRoster> accounts = new ConcurrentHashMap<>();
  private final ConcurrentMap<CallSid, LiveConference> conferenceOfCall = new ConcurrentHashMap<>();

  LiveConferences(RosterSettings settings, RosterPorts ports, DialProgress progress) {
    this.settings = settings;
    this.ports = ports;
    this.progress = progress;
    this.gate = new Gate(ports.activeAccounts());
  }

  AccountRoster account(AccountSid sid) {
    return accounts.computeIfAbsent(
        sid,
        _ ->
            AccountRoster.over(
                conferenceOfCall,
                new CallPace(settings, ports.scheduler(), Thread::startVirtualThread)));
  }

  /** Lets nobody in any more, whoever asks. */
  void shut() {
    gate.shut();
  }

  Collection<AccountRoster> accounts() {
    return accounts.values();
  }

  Optional<LiveConference> of(CallSid call) {
    return Optional.ofNullable(conferenceOfCall.get(call));
  }

  Optional<LiveConference> find(AccountSid account, ConferenceReference reference) {
    AccountRoster mine = account(account);
    return switch (reference) {
      case ConferenceReference.BySid(ConferenceSid sid) ->
          Optional.ofNullable(mine.conferences().get(sid));
      case ConferenceReference.ByName(String name) ->
          Optional.ofNullable(mine.rooms().get(name))
              .filter(each -> !each.snapshot().seats().isEmpty());
    };
  }

  /** The conference as it ended; by name there is none. */
  Optional<Conference> completed(AccountSid account, ConferenceReference reference) {
    return switch (reference) {
      case ConferenceReference.BySid(ConferenceSid sid) -> ports.history().conference(account, sid);
      case ConferenceReference.ByName _ -> Optional.empty();
    };
  }

  /**
   * The conference, which must be on.
   *
   * @throws RefusedException {@code CONFERENCE_COMPLETED} or {@code CONFERENCE_NOT_FOUND}
   */
  LiveConference live(AccountSid account, ConferenceReference reference) {
    return find(account, reference)
        .orElseThrow(() -> completed(account, reference).isPresent() ? isOver() : noConference());
  }

  /**
   * Asks the conference of the room to take somebody in, and opens it if none is on.
   *
   * @param admit answers empty if the conference ended meanwhile
   */
  <T> T admit(AccountSid account, String room, Function<LiveConference, Optional<T>> admit) {
    AccountRoster mine = account(account);
    while (true) {
      LiveConference conference =
          mine.rooms().computeIfAbsent(room, name -> open(account, mine, name));
      Optional<T> admitted = admit.apply(conference);
      if (admitted.isPresent()) {
        return admitted.get();
      }
    }
  }

  private LiveConference open(AccountSid account, AccountRoster roster, String room) {
    Conference conference =
        Conference.opened(ports.sids().conference(), account, room, ports.now());
    return new LiveConference(conference, roster, gate, settings, ports, progress);
  }

  static RefusedException noConference() {
    return new RefusedException(
        Problem.CONFERENCE_NOT_FOUND,
        "No such conference; give its sid, or the friendly name of one that is on now.");
  }

  static RefusedException isOver() {
    return new RefusedException(
        Problem.CONFERENCE_COMPLETED, "The conference is over and cannot be changed.");
  }

  static RefusedException noParticipant() {
    return new RefusedException(
        Problem.PARTICIPANT_NOT_FOUND, "No such participant is in the conference now.");
  }
}
