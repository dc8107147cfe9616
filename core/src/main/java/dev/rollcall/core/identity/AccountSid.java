package dev.rollcall.core.identity;

import java.util.Optional;
import java.util.UUID;

/**
 * The name of an account, {@code AC} and 32 digits. Its digits may come from outside and carry no
 * time.
 */
public record AccountSid(UUID id) implements Sid, Comparable<AccountSid> {
  /** The two letters in front of the digits. */
  public static final String PREFIX = "AC";

  /** Reads a sid as written at a door; empty if {@code text} is not one. */
  public static Optional<AccountSid> parse(String text) {
    return Sid.parse(text, PREFIX, AccountSid::new);
  }

  @Override
  public String prefix() {
    return PREFIX;
  }

  @Override
  public int compareTo(AccountSid other) {
    return Sid.compare(id, other.id);
  }

  @Override
  public String toString() {
    return text();
  }
}
