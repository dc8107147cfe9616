package dev.rollcall.core.identity;

import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The name of one thing that is a bare UUID (RFC 9562), unlike a {@link Sid}. */
public interface Id {
  /** The form of RFC 9562 §4: 36 characters with four hyphens. */
  Pattern FORM =
      Pattern.compile(
          "[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

  UUID id();

  /** The name as it is written at every door, in lower case. */
  default String text() {
    return id().toString();
  }

  /** Reads {@code text} as a name; empty if it is anything but a whole UUID. */
  static <I extends Id> Optional<I> parse(String text, Function<UUID, I> make) {
    return FORM.matcher(text).matches()
        ? Optional.of(make.apply(UUID.fromString(text)))
        : Optional.empty();
  }
}
