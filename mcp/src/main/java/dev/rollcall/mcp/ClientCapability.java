package dev.rollcall.mcp;

/** What a client may be able to do for a server. */
public enum ClientCapability {
  ELICITATION,
  SAMPLING,
  ROOTS
}
