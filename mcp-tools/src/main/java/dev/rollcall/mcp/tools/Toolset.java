package dev.rollcall.mcp.tools;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Tools that belong together, so that a client can ask for some of them only. */
public enum Toolset {
  /** Conversations, their messages and who is in them. */
  CONVERSATIONS,
  /** The branches of a conversation's messages. */
  BRANCHES,
  /** Calls that belong to a conversation. */
  HUDDLES,
  /** Voice conferences and who is in them. */
  CONFERENCES;

  /** As it is written in URLs and headers. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Toolset> parse(String text) {
    return Arrays.stream(values()).filter(each -> each.text().equals(text)).findFirst();
  }
}
