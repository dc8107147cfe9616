package dev.rollcall.rest.events;

import dev.rollcall.core.Problem;
import dev.rollcall.core.RefusedException;
import dev.rollcall.core.conference.Conference;
import dev.rollcall.core.conference.ConferenceFilter;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.identity.ConferenceSid;
import dev.rollcall.core.paging.Cursor;
import dev.rollcall.core.paging.InstantRange;
import dev.rollcall.core.paging.PageRequest;
import dev.rollcall.core.roster.ConferenceReference;
import dev.rollcall.core.roster.Roster;
import dev.rollcall.rest.door.QueryArguments;
import java.util.Optional;

/**
 * Finds where readers begin.
 *
 * <p>A name is one conference after the other. Whoever reads by name and says of which conference
 * the last event was that it had, is told the rest of that one first, and then, from its first
 * event, the next one of that name: so nothing is passed by if a room ends and opens again while
 * nobody reads.
 */
final class StartingPoints {
  private final Roster roster;
  private final EventLog log;

  StartingPoints(Roster roster, EventLog log) {
    this.roster = roster;
    this.log = log;
  }

  /** Among all events of the account. Without an id: at {@code usual}. */
  StartingPoint ofAccount(AccountSid account, Optional<EventId> last, long usual) {
    if (last.flatMap(EventId::conference).isPresent()) {
      throw QueryArguments.invalid(
          "The events of the account are numbered by position: give the number alone.");
    }
    return new StartingPoint(
        new EventSource.OfAccount(account), last.map(EventId::number).orElse(usual), false);
  }

  /**
   * Among the events of a conference; without an id before the first.
   *
   * @throws RefusedException with {@code CONFERENCE_NOT_FOUND} if nothing is named
   */
  StartingPoint ofConference(AccountSid account, String reference, Optional<EventId> last) {
    Optional<ConferenceSid> seen = last.flatMap(EventId::conference);
    return switch (ConferenceReference.of(reference)) {
      case ConferenceReference.ByName byName when seen.isPresent() ->
          behind(seen(account, byName.friendlyName(), seen.get()), last.get().number());
      case ConferenceReference.ByName byName ->
          at(roster.conference(account, byName), last.map(EventId::number));
      case ConferenceReference.BySid bySid -> {
        Conference conference = roster.conference(account, bySid);
        if (seen.filter(sid -> !sid.equals(conference.sid())).isPresent()) {
          throw notHere();
        }
        yield at(conference, last.map(EventId::number));
      }
    };
  }

  private StartingPoint behind(Conference conference, long number) {
    StartingPoint there = at(conference, Optional.of(number));
    return there.finished()
        ? next(conference).map(each -> new StartingPoint(source(each), 0, false)).orElse(there)
        : there;
  }

  private StartingPoint at(Conference conference, Optional<Long> last) {
    EventSource source = source(conference);
    long after = last.orElse(0L);
    boolean finished =
        last.isPresent() && log.isOver(source) && log.read(source, after, 1).events().isEmpty();
    return new StartingPoint(source, after, finished);
  }

  /** The conference of the account that {@code sid} names, if it had that name. */
  private Conference seen(AccountSid account, String friendlyName, ConferenceSid sid) {
    try {
      return Optional.of(roster.conference(account, new ConferenceReference.BySid(sid)))
          .filter(each -> each.friendlyName().equals(friendlyName))
          .orElseThrow(StartingPoints::notHere);
    } catch (RefusedException e) {
      if (e.problem() == Problem.CONFERENCE_NOT_FOUND) {
        throw notHere();
      }
      throw e;
    }
  }

  /** The conference that was opened next under the same name. */
  private Optional<Conference> next(Conference over) {
    ConferenceFilter sameName =
        new ConferenceFilter(
            Optional.empty(),
            Optional.of(over.friendlyName()),
            InstantRange.ALWAYS,
            InstantRange.ALWAYS);
    return roster
        .conferences(over.account(), sameName, PageRequest.at(Cursor.before(over.sid().id()), 1))
        .items()
        .stream()
        .findFirst();
  }

  private static EventSource source(Conference conference) {
    return new EventSource.OfConference(conference.account(), conference.sid());
  }

  private static RuntimeException notHere() {
    return QueryArguments.invalid(
        "The id to go on behind is of another conference than the path names: leave it out to"
            + " begin anew.");
  }
}
