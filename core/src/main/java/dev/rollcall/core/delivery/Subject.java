package dev.rollcall.core.delivery;

import dev.rollcall.core.identity.CallSid;
import dev.rollcall.core.identity.ConferenceSid;
import dev.rollcall.core.identity.Sid;

/** What an event is about: its events are numbered and told in order. */
public sealed interface Subject {
  Sid sid();

  record OfConference(ConferenceSid sid) implements Subject {}

  record OfCall(CallSid sid) implements Subject {}
}
