package dev.rollcall.sip.transaction;

/** Why a request of ours got no final response. */
public enum RequestFailure {
  /** No answer in time (RFC 3261 §17.1, timers B and F). */
  TIMEOUT,
  /** It could not be sent. */
  TRANSPORT
}
