package dev.rollcall.ocp.discovery;

import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Finds tools among many. */
public final class ToolSearch {
  private ToolSearch() {}

  /** Those with {@code query} in their name or description, whatever its letter case. */
  public static List<Tool> in(Collection<Tool> tools, String query) {
    String wanted = query.toLowerCase(Locale.ROOT);
    return tools.stream()
        .filter(
            tool ->
                tool.name().toLowerCase(Locale.ROOT).contains(wanted)
                    || tool.description().toLowerCase(Locale.ROOT).contains(wanted))
        .toList();
  }

  /** Those that have the tag {@code tag}. */
  public static List<Tool> tagged(Collection<Tool> tools, String tag) {
    return tools.stream().filter(tool -> tool.tags().contains(tag)).toList();
  }
}
