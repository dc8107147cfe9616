package dev.rollcall.core.signalling;

import dev.rollcall.core.conference.LeaveReason;
import dev.rollcall.core.conference.Participant;
import dev.rollcall.core.identity.CallSid;

/** What the signalling side asks of core. Safe for use by many threads. */
public interface Admission {
  /**
   * Lets an answered call join a room; opens the conference if none of that name is live. When this
   * returns, the participant is durable, every list shows it and its audio is routed, so the call
   * may be told that it is answered.
   *
   * @throws dev.rollcall.core.RefusedException {@code ROOM_NAME_INVALID}, {@code LABEL_INVALID},
   *     {@code LABEL_IN_USE}, {@code CONFERENCE_FULL} or {@code STORE_UNAVAILABLE}; then nothing
   *     has changed
   */
  Participant join(JoinRequest request);

  /**
   * Takes note that a call is gone. When this returns, no list shows it any more. Does nothing if
   * it is in no conference. Never throws: a phone that has gone is gone, even while the store
   * cannot be written.
   */
  void leave(CallSid call, LeaveReason reason);
}
