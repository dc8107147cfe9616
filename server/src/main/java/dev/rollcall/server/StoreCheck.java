package dev.rollcall.server;

import static dev.rollcall.server.Wording.counted;

import dev.rollcall.rest.server.ServerReport.Check;
import dev.rollcall.store.StoreStatistics;

/** How a database does that can be read. */
final class StoreCheck {
  private StoreCheck() {}

  /**
   * Judges it by what became of the last that was to be written.
   *
   * @param behind how many conferences have departures that are not written yet
   */
  static Check of(StoreStatistics now, int behind) {
    return new Check("store", !now.lastFailed() && behind == 0, explanation(now, behind));
  }

  private static String explanation(StoreStatistics now, int behind) {
    if (behind > 0) {
      return "The database takes nothing: departures of "
          + counted(behind, "conference")
          + " wait to be written, and changes there are refused.";
    }
    if (now.lastFailed()) {
      return "The database can be read, but the last change could not be written, which the log"
          + " explains; "
          + counted(now.failures(), "change")
          + " could not be since the start.";
    }
    String failed =
        now.failures() == 0
            ? "no change has failed since the start."
            : counted(now.failures(), "change") + " could not be written since the start.";
    return now.commits() == 0
        ? "The database can be read, and nothing has been written yet; " + failed
        : "The database can be read, and the last change was written; " + failed;
  }
}
