package dev.rollcall.sip.transport;

import java.util.Locale;
import java.util.Optional;

/** How a SIP message travels. */
public enum Transport {
  UDP(false),
  TCP(true);

  /** The port where SIP is spoken unless another is named (RFC 3261 §18.1.1). */
  public static final int DEFAULT_PORT = 5060;

  private final boolean reliable;

  Transport(boolean reliable) {
    this.reliable = reliable;
  }

  /** Whether the transport itself repeats what was lost. */
  public boolean isReliable() {
    return reliable;
  }

  /** As a {@code transport} parameter says it: {@code udp} or {@code tcp}. */
  public String parameter() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The transport of that name in any letter case; empty if we do not speak it. */
  public static Optional<Transport> of(String name) {
    return switch (name.toUpperCase(Locale.ROOT)) {
      case "UDP" -> Optional.of(UDP);
      case "TCP" -> Optional.of(TCP);
      default -> Optional.empty();
    };
  }
}
