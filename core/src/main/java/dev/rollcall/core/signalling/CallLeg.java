package dev.rollcall.core.signalling;

import dev.rollcall.core.conference.LeaveReason;

/** What core may ask of the signalling side of one call. */
public interface CallLeg {
  /**
   * Ends the call towards the phone. Returns at once and never throws; a second request does
   * nothing.
   *
   * @param reason why, for the phone's display and the log
   */
  void hangUp(LeaveReason reason);
}
