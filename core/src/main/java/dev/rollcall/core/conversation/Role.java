package dev.rollcall.core.conversation;

/** What a member may do; each role may do what the ones after it may. */
public enum Role {
  /** Everything: roles, deletion. */
  OWNER,
  /** Post, add members and viewers. */
  MEMBER,
  /** Read, and mark what has been read. */
  VIEWER;

  /** Whether this role may do what needs {@code least}. */
  public boolean reaches(Role least) {
    return compareTo(least) <= 0;
  }
}
