package dev.rollcall.console;

import dev.rollcall.core.identity.AccountSid;
import java.time.Duration;
import java.time.Instant;

/** One browser that has signed in. Safe for use by many threads. */
final class Session {
  private final Visitor visitor;
  private final Instant began;
  private volatile Instant used;
  private volatile boolean ended;

  Session(Visitor visitor, Instant began) {
    this.visitor = visitor;
    this.began = began;
    used = began;
  }

  Visitor visitor() {
    return visitor;
  }

  AccountSid account() {
    return visitor.account();
  }

  Instant used() {
    return used;
  }

  void use(Instant now) {
    used = now;
  }

  /** Ends it for those too who hold it already, such as an open stream. */
  void end() {
    ended = true;
  }

  boolean isOver(Instant now, Duration idle, Duration longest) {
    return ended || !now.isBefore(used.plus(idle)) || !now.isBefore(began.plus(longest));
  }
}
