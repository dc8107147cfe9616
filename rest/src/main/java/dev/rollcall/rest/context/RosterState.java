package dev.rollcall.rest.context;

import dev.rollcall.core.RefusedException;
import dev.rollcall.core.account.Accounts;
import dev.rollcall.core.conference.ConferenceStatus;
import dev.rollcall.core.event.Instigator;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.roster.ConferenceReference;
import dev.rollcall.core.roster.Headcount;
import dev.rollcall.core.roster.Roster;
import dev.rollcall.core.roster.RosterStatistics;
import dev.rollcall.rest.WireNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How the roster stands, in one line: the conference that a path names, or else all of the account
 * that the path is about.
 */
final class RosterState {
  private static final int SHOWN_NAME = 100;
  private static final String FORMAT = ".json";

  private final Accounts accounts;
  private final Roster roster;

  RosterState(Accounts accounts, Roster roster) {
    this.accounts = accounts;
    this.roster = roster;
  }

  /**
   * The line for the account {@code speaker}, which sees nothing in it that it could not list.
   *
   * @param path decoded segments, version and all
   */
  String line(AccountSid speaker, List<String> path) {
    AccountSid account =
        after(path, "Accounts", 1)
            .flatMap(AccountSid::parse)
            .filter(named -> accounts.mayActFor(speaker, named))
            .orElse(speaker);
    return after(path, "Conferences", 3)
        .or(() -> after(path, "Conferences", 1))
        .or(() -> after(path, "conferences", 2))
        .flatMap(named -> conference(account, named))
        .orElseGet(() -> all(roster.statistics(account)));
  }

  /** The segment behind {@code collection}, if that stands at {@code index}. */
  private static Optional<String> after(List<String> path, String collection, int index) {
    return path.size() > index + 1 && path.get(index).equals(collection)
        ? Optional.of(path.get(index + 1))
            .map(
                name ->
                    name.endsWith(FORMAT)
                        ? name.substring(0, name.length() - FORMAT.length())
                        : name)
        : Optional.empty();
  }

  private Optional<String> conference(AccountSid account, String named) {
    try {
      return Optional.of(conference(roster.headcount(account, ConferenceReference.of(named))));
    } catch (RefusedException _) {
      // There is no such conference, or none can be read: the account's line is true all the same.
      return Optional.empty();
    }
  }

  private static String conference(Headcount count) {
    String name =
        Instigator.plain(count.conference().friendlyName(), SHOWN_NAME)
            .orElse(count.conference().sid().text());
    String stands = name + ": " + WireNames.of(count.conference().status());
    if (count.conference().status() == ConferenceStatus.COMPLETED) {
      return stands;
    }
    List<String> marks = new ArrayList<>(2);
    if (count.muted() > 0) {
      marks.add(count.muted() + " muted");
    }
    if (count.onHold() > 0) {
      marks.add(count.onHold() + " on hold");
    }
    return stands
        + ", "
        + counted(count.participants(), "participant")
        + (marks.isEmpty() ? "" : " (" + String.join(", ", marks) + ")");
  }

  private static String all(RosterStatistics live) {
    return live.conferences() == 0
        ? "no conference live"
        : counted(live.conferences(), "conference")
            + " live with "
            + counted(live.participants(), "participant");
  }

  private static String counted(int number, String what) {
    return String.format(Locale.ROOT, number == 1 ? "%d %s" : "%d %ss", number, what);
  }
}
