package dev.rollcall.console;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What the pages are about. Each area has a folder of its own among the assets, where {@code
 * page.js} is its beginning, and is served at its path; what is about one thing, below it.
 */
enum Area {
  /** Who is in which conference now. */
  ROSTER("", "roster", false, "Who is there"),
  /** Conversations: which there are, and what is in one. */
  CONVERSATIONS("conversations", "conversations", true, "Conversations"),
  /** Conferences that are over. */
  HISTORY("history", "history", false, "History"),
  /** One conference, from its beginning to now or to its end. */
  CONFERENCE("conferences", "conference", true, "Conference"),
  /** What the operator looks after. */
  OPERATIONS("operations", "operations", false, "Operations");

  private final String path;
  private final String folder;
  private final boolean hasMembers;
  private final String title;

  Area(String path, String folder, boolean hasMembers, String title) {
    this.path = path;
    this.folder = folder;
    this.hasMembers = hasMembers;
    this.title = title;
  }

  /** The area of the page at a path; empty if no page is there. */
  static Optional<Area> at(List<String> path) {
    return Arrays.stream(values())
        .filter(area -> area.path.equals(path.getFirst()))
        .filter(area -> path.size() == 1 || (area.hasMembers && path.size() == 2))
        .findFirst();
  }

  /** Where its page is. */
  String path() {
    return "/" + path;
  }

  /** The name of its folder among the assets. */
  String folder() {
    return folder;
  }

  String title() {
    return title;
  }
}
