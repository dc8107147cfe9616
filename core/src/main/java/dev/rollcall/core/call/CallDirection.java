package dev.rollcall.core.call;

/** Who began a call. */
public enum CallDirection {
  /** A phone called us. */
  INBOUND,
  /** We called a phone because an app asked. */
  OUTBOUND_API
}
