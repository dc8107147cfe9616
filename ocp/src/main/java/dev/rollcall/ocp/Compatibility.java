package dev.rollcall.ocp;

/** Whether the faults of the stock libraries are repeated. */
public enum Compatibility {
  /** What the specifications say: the default. */
  CORRECT,
  /**
   * What the stock libraries do, faults and all, so that tools and requests are the same as theirs.
   * For tests of parity, and for those who have to live with what these libraries left.
   */
  STOCK
}
