package dev.rollcall.mcp;

import java.util.Arrays;
import java.util.Optional;

/** A revision of the protocol, the oldest first. */
public enum Revision {
  V2025_03_26("2025-03-26"),
  V2025_06_18("2025-06-18"),
  V2025_11_25("2025-11-25"),
  /** Stateless: each request says for itself all there is to know. */
  V2026_07_28("2026-07-28");

  private final String text;

  Revision(String text) {
    this.text = text;
  }

  /** As it is written in messages. */
  public String text() {
    return text;
  }

  /** Whether requests stand alone, without a handshake before them. */
  public boolean isStateless() {
    return this == V2026_07_28;
  }

  public static Optional<Revision> parse(String text) {
    return Arrays.stream(values()).filter(each -> each.text.equals(text)).findFirst();
  }
}
