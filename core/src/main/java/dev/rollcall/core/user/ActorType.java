package dev.rollcall.core.user;

/** What kind of thing takes part. */
public enum ActorType {
  USER,
  AGENT,
  BOT,
  /** Somebody of whom only an address is known. */
  PHONE,
  /** The server itself. */
  SYSTEM
}
