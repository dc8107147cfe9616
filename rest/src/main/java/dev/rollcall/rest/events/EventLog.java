package dev.rollcall.rest.events;

import dev.rollcall.core.Problem;
import dev.rollcall.core.RefusedException;
import dev.rollcall.core.conference.Conference;
import dev.rollcall.core.conference.ConferenceStatus;
import dev.rollcall.core.delivery.DeliveryRecords;
import dev.rollcall.core.delivery.LoggedEvent;
import dev.rollcall.core.delivery.Subject;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.identity.CallSid;
import dev.rollcall.core.identity.ConferenceSid;
import dev.rollcall.core.identity.Sid;
import dev.rollcall.core.roster.ConferenceReference;
import dev.rollcall.core.roster.Roster;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The log of events as far as it may be shown: up to the first event that lists do not show yet.
 *
 * <p>An event is in the log from its commit on, and in lists from the moment at which the feed is
 * given it. A conference that the feed does not know is over, or its first event is on its way to
 * the feed: the roster tells which.
 */
final class EventLog {
  /**
   * How far back from the end of the log an event may lie that is not shown yet. It is in there for
   * as long as its conference takes to publish a change that is committed.
   */
  private static final int UNDER_WAY = 1_000;

  private final DeliveryRecords records;
  private final EventFeed feed;
  private final Roster roster;

  EventLog(DeliveryRecords records, EventFeed feed, Roster roster) {
    this.records = records;
    this.feed = feed;
    this.roster = roster;
  }

  /**
   * Some consecutive events.
   *
   * @param more whether the next one may be shown already
   */
  record Stretch(List<LoggedEvent.Positioned> events, boolean more) {}

  /** At most {@code limit} events behind the number {@code after}, in order. */
  Stretch read(EventSource source, long after, int limit) {
    List<LoggedEvent.Positioned> rows =
        switch (source) {
          case EventSource.OfAccount(AccountSid account) ->
              records.events(account, after, limit + 1);
          case EventSource.OfConference(AccountSid account, ConferenceSid conference) ->
              records.events(account, conference, after, limit + 1);
        };
    List<LoggedEvent.Positioned> shown = shown(source, after, rows);
    boolean more = shown.size() > limit;
    return new Stretch(more ? shown.subList(0, limit) : shown, more);
  }

  /** The number behind which everything is still to come. */
  long end(AccountSid account) {
    long last = records.lastPosition(account);
    List<LoggedEvent.Positioned> tail =
        records.events(account, Math.max(0, last - UNDER_WAY), UNDER_WAY);
    List<LoggedEvent.Positioned> shown = shown(new EventSource.OfAccount(account), 0, tail);
    return shown.size() < tail.size() ? tail.get(shown.size()).position() - 1 : last;
  }

  /** Whether a source has no events but those that can be read now. */
  boolean isOver(EventSource source) {
    return switch (source) {
      case EventSource.OfAccount _ -> false;
      case EventSource.OfConference(AccountSid account, ConferenceSid conference) ->
          feed.told(conference).isEmpty()
              && listed(account, conference)
                  .filter(each -> each.status() == ConferenceStatus.COMPLETED)
                  .isPresent();
    };
  }

  private List<LoggedEvent.Positioned> shown(
      EventSource source, long after, List<LoggedEvent.Positioned> rows) {
    Map<Sid, Long> lastShown = new HashMap<>();
    List<LoggedEvent.Positioned> shown = new ArrayList<>(rows.size());
    long before = after;
    for (LoggedEvent.Positioned row : rows) {
      LoggedEvent event = row.event();
      long last =
          lastShown.computeIfAbsent(
              event.subject().sid(), _ -> lastShown(event.account(), event.subject()));
      if (event.sequence() > last || isEarly(source, before, row)) {
        break;
      }
      shown.add(row);
      before = source.number(row);
    }
    return shown;
  }

  /**
   * Whether the events between {@code before} and {@code row} are still to be written. That happens
   * only while the disk refuses: departures that nobody can refuse are then written late.
   */
  private boolean isEarly(EventSource source, long before, LoggedEvent.Positioned row) {
    return switch (source) {
      case EventSource.OfAccount _ -> false;
      case EventSource.OfConference(_, ConferenceSid conference) ->
          before > 0
              && row.event().sequence() > before + 1
              && feed.told(conference).isPresent()
              && !isFirst(conference, row);
    };
  }

  /** Whether everything before {@code row} has been forgotten. */
  private boolean isFirst(ConferenceSid conference, LoggedEvent.Positioned row) {
    return records.events(row.event().account(), conference, 0, 1).stream()
        .anyMatch(first -> first.position() == row.position());
  }

  /** The number of the subject's last event that may be shown. To be asked after it was read. */
  private long lastShown(AccountSid account, Subject subject) {
    OptionalLong told = feed.told(subject.sid());
    if (told.isPresent()) {
      return told.getAsLong();
    }
    boolean shown =
        switch (subject) {
          case Subject.OfConference(ConferenceSid conference) ->
              listed(account, conference).isPresent();
          case Subject.OfCall(CallSid call) -> isListedAsEnded(account, call);
        };
    return shown ? Long.MAX_VALUE : Long.MIN_VALUE;
  }

  /** Whether lists show the call, and as over. While its end waits for the disk they do not. */
  private boolean isListedAsEnded(AccountSid account, CallSid call) {
    try {
      return roster.call(account, call).status().isEnded();
    } catch (RefusedException e) {
      if (e.problem() == Problem.CALL_NOT_FOUND) {
        return false;
      }
      throw e;
    }
  }

  /**
   * The conference, if lists show it. They do not for a moment at its beginning, and at its end for
   * as long as the disk refuses.
   */
  private Optional<Conference> listed(AccountSid account, ConferenceSid conference) {
    try {
      return Optional.of(roster.conference(account, new ConferenceReference.BySid(conference)));
    } catch (RefusedException e) {
      if (e.problem() == Problem.CONFERENCE_NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
