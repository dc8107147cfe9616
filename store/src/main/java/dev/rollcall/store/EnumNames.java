package dev.rollcall.store;

import java.util.Locale;
import java.util.Optional;

/** How enum values are written in the database: their names in lower case. */
final class EnumNames {
  private EnumNames() {}

  static String of(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  /** The value of {@code type} that is written as {@code name}; empty if there is none. */
  static <E extends Enum<E>> Optional<E> parse(Class<E> type, String name) {
    for (E value : type.getEnumConstants()) {
      if (of(value).equals(name)) {
        return Optional.of(value);
      }
    }
    return Optional.empty();
  }
}
