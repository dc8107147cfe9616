package dev.rollcall.core.conversation;

/** Whether a membership holds, and how it ended if not. */
public enum MembershipState {
  JOINED,
  LEFT,
  REMOVED
}
