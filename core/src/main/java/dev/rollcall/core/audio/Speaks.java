package dev.rollcall.core.audio;

import dev.rollcall.core.identity.CallSid;

/** Who hears a participant. */
public sealed interface Speaks {
  /** Everybody else who hears the conference. */
  record ToAll() implements Speaks {}

  /** Nobody. */
  record ToNobody() implements Speaks {}

  /** One call alone; nobody if that call is not in the conference. */
  record ToOne(CallSid call) implements Speaks {}
}
