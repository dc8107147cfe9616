package dev.rollcall.server.configuration;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what somebody probably meant to write. */
final class Nearest {
  private Nearest() {}

  /**
   * The candidate with the fewest single-letter edits to {@code written}, if they are at most
   * {@code limit}.
   */
  static Optional<String> to(String written, Collection<String> candidates, int limit) {
    return candidates.stream()
        .min(Comparator.comparingInt(candidate -> edits(written, candidate)))
        .filter(candidate -> edits(written, candidate) <= limit);
  }

  /** The Levenshtein distance: insertions, deletions and replacements from one to the other. */
  static int edits(String from, String to) {
    int[] previous = new int[to.length() + 1];
    for (int column = 0; column <= to.length(); column++) {
      previous[column] = column;
    }
    for (int row = 1; row <= from.length(); row++) {
      int[] current = new int[to.length() + 1];
      current[0] = row;
      for (int column = 1; column <= to.length(); column++) {
        int replaced =
            previous[column - 1] + (from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1);
        int shifted = 1 + Math.min(previous[column], current[column - 1]);
        current[column] = Math.min(replaced, shifted);
      }
      previous = current;
    }
    return previous[to.length()];
  }
}
