package dev.rollcall.registry;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Finds entries by a part of their texts, without letter case. Agents show the first three of what
 * is found, and ask for the first three letters of a name that there is not.
 */
final class Search {
  /** How well an entry fits; one that does not fit is no match. */
  private static final int NO_MATCH = 6;

  private Search() {}

  static List<Entry> of(List<Entry> entries, String wanted) {
    String text = wanted.strip().toLowerCase(Locale.ROOT);
    return entries.stream()
        .filter(entry -> rank(entry, text) < NO_MATCH)
        .sorted(
            Comparator.<Entry>comparingInt(entry -> rank(entry, text)).thenComparing(Entry::name))
        .toList();
  }

  private static int rank(Entry entry, String text) {
    Profile profile = entry.profile();
    if (entry.name().equals(text)) {
      return 0;
    }
    if (entry.name().startsWith(text)) {
      return 1;
    }
    if (entry.name().contains(text)) {
      return 2;
    }
    if (contains(profile.displayName(), text)) {
      return 3;
    }
    if (profile.tags().stream().anyMatch(tag -> contains(tag, text))) {
      return 4;
    }
    return contains(profile.description(), text) ? 5 : NO_MATCH;
  }

  private static boolean contains(String whole, String part) {
    return whole.toLowerCase(Locale.ROOT).contains(part);
  }
}
