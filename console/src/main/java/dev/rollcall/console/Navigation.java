package dev.rollcall.console;

import java.util.List;
import java.util.stream.Collectors;

/** The entries that stand at the top of every page. */
final class Navigation {
  private static final List<Entry> ENTRIES =
      List.of(
          new Entry("/", Area.ROSTER.title()),
          new Entry("/conversations", Area.CONVERSATIONS.title()),
          new Entry("/history", Area.HISTORY.title()),
          new Entry("/tools", "Tools"),
          new Entry("/operations", Area.OPERATIONS.title()));

  private Navigation() {}

  private record Entry(String path, String title) {
    String html(boolean current, String kind) {
      String mark = current ? " aria-current=\"" + kind + "\"" : "";
      return "<li><a href=\"" + path + "\"" + mark + ">" + title + "</a></li>";
    }
  }

  /** The entries as HTML, the one of the page at {@code here} marked. */
  static String html(String here) {
    return html(here, "page");
  }

  /** The entries as HTML for a page below the one at {@code above}, which is marked. */
  static String htmlBelow(String above) {
    return html(above, "true");
  }

  private static String html(String path, String kind) {
    return ENTRIES.stream()
        .map(entry -> entry.html(entry.path().equals(path), kind))
        .collect(Collectors.joining("\n"));
  }
}
