package dev.rollcall.core.conference;

/** Where a conference stands. */
public enum ConferenceStatus {
  /** It has participants, none of whom starts it: they wait with music. */
  INIT,
  /** Its participants hear each other. */
  IN_PROGRESS,
  /** It is over and never changes again. */
  COMPLETED
}
