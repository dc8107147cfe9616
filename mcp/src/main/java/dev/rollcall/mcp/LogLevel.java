package dev.rollcall.mcp;

/** How grave a log message is (RFC 5424 §6.2.1), the least first. */
public enum LogLevel {
  DEBUG,
  INFO,
  NOTICE,
  WARNING,
  ERROR,
  CRITICAL,
  ALERT,
  EMERGENCY
}
