package dev.rollcall.mcp.schema;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds what someone may have meant. */
public final class NearestName {
  private static final int LONGEST = 64;

  private NearestName() {}

  /** The one of {@code known} that {@code name} comes near to. */
  public static Optional<String> of(String name, List<String> known) {
    if (name.length() > LONGEST) {
      return Optional.empty();
    }
    String wanted = plain(name);
    Optional<String> nearest = Optional.empty();
    int best = Math.max(2, wanted.length() / 3) + 1;
    for (String each : known) {
      String candidate = plain(each);
      int distance = distance(wanted, candidate);
      boolean contained =
          wanted.length() > 2 && (candidate.contains(wanted) || wanted.contains(candidate));
      int weight = contained ? Math.min(distance, 1) : distance;
      if (weight < best) {
        best = weight;
        nearest = Optional.of(each);
      }
    }
    return nearest;
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
  }

  private static int distance(String from, String to) {
    int[] before = new int[to.length() + 1];
    for (int column = 0; column < before.length; column++) {
      before[column] = column;
    }
    for (int row = 1; row <= from.length(); row++) {
      int[] current = new int[before.length];
      current[0] = row;
      for (int column = 1; column < current.length; column++) {
        int swap = from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1;
        current[column] =
            Math.min(before[column - 1] + swap, Math.min(before[column], current[column - 1]) + 1);
      }
      before = current;
    }
    return before[to.length()];
  }
}
