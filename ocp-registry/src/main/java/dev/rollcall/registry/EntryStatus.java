package dev.rollcall.registry;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * How an API in a registry of the Open Context Protocol stands. Here an API is {@link #ACTIVE}, or
 * {@link #VALIDATION_FAILED} if its description could not be read again; the others are only asked
 * for.
 */
enum EntryStatus {
  ACTIVE,
  INACTIVE,
  DEPRECATED,
  VALIDATION_PENDING,
  VALIDATION_FAILED;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<EntryStatus> parse(String word) {
    return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
  }
}
