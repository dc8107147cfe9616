package dev.rollcall.console;

import dev.rollcall.core.identity.AccountSid;
import java.time.Duration;
import java.time.Instant;

/** One browser that has signed in. Safe for use by many threads. */
final class Session {
  private final String name;
  private final Visitor visitor;
  private final Instant began;
  private volatile Instant used;
  private volatile boolean ended;

  /**
   * A session that begins now.
   *
   * @param name tells it from others in the log, and opens nothing
   */
  Session(String name, Visitor visitor, Instant began) {
    this.name = name;
    this.visitor = visitor;
    this.began = began;
    used = began;
  }

  String name() {
    return name;
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
