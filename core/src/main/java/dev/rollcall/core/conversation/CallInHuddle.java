package dev.rollcall.core.conversation;

import dev.rollcall.core.identity.CallSid;
import dev.rollcall.core.identity.ConferenceSid;
import java.time.Instant;
import java.util.Optional;

/**
 * What an event of a huddle says beside who it is about.
 *
 * @param at when it happened in the conference; empty for the time at which it is written
 */
record CallInHuddle(
    Optional<ConferenceSid> conference, Optional<CallSid> call, Optional<Instant> at) {
  static final CallInHuddle NONE =
      new CallInHuddle(Optional.empty(), Optional.empty(), Optional.empty());
}
