package dev.rollcall.core.roster;

/** Which participants of a conference are meant, by whether they are still in it. */
public enum Presence {
  /** Those in it now. Answered from memory alone. */
  LIVE,
  /** Those who left. */
  DEPARTED,
  /** Both. */
  ALL
}
