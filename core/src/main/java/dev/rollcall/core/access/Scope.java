package dev.rollcall.core.access;

import java.util.Arrays;
import java.util.Optional;

/** Something a token allows. */
public enum Scope {
  CONVERSATIONS_READ("conversations:read"),
  CONVERSATIONS_WRITE("conversations:write"),
  PARTICIPANTS_WRITE("participants:write"),
  MESSAGES_WRITE("messages:write"),
  READ_STATE_WRITE("read_state:write"),
  CONFERENCES_READ("conferences:read"),
  CONFERENCES_WRITE("conferences:write"),
  /** Every conversation of the account, as its owner could; each use is logged. */
  CONVERSATIONS_ADMIN("conversations:admin");

  private final String text;

  Scope(String text) {
    this.text = text;
  }

  /** As it is written in tokens and challenges. */
  public String text() {
    return text;
  }

  /** Whether whoever has this has {@code other} too: to write is to read. */
  public boolean implies(Scope other) {
    return this == other
        || switch (this) {
          case CONVERSATIONS_WRITE, PARTICIPANTS_WRITE, MESSAGES_WRITE, READ_STATE_WRITE ->
              other == CONVERSATIONS_READ;
          case CONFERENCES_WRITE -> other == CONFERENCES_READ;
          case CONVERSATIONS_ADMIN -> other != CONFERENCES_READ && other != CONFERENCES_WRITE;
          case CONVERSATIONS_READ, CONFERENCES_READ -> false;
        };
  }

  public static Optional<Scope> parse(String text) {
    return Arrays.stream(values()).filter(each -> each.text.equals(text)).findFirst();
  }
}
