package dev.rollcall.core.roster;

import dev.rollcall.core.conference.Participant;
import dev.rollcall.core.identity.CallSid;

/** How a caller names a participant of a conference. */
public sealed interface ParticipantReference {
  /** By its call. */
  record ByCall(CallSid call) implements ParticipantReference {}

  /** By its label. */
  record ByLabel(String label) implements ParticipantReference {}

  /** A call sid if {@code text} is one, a label otherwise. */
  static ParticipantReference of(String text) {
    return CallSid.parse(text)
        .<ParticipantReference>map(ByCall::new)
        .orElseGet(() -> new ByLabel(text));
  }

  /** Whether this names {@code participant}. */
  default boolean matches(Participant participant) {
    return switch (this) {
      case ByCall(CallSid call) -> participant.call().equals(call);
      case ByLabel(String label) -> participant.label().map(label::equals).orElse(false);
    };
  }
}
