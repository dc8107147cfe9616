package dev.rollcall.http;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The header fields of a message, in order. Immutable; names are compared without letter case. */
public record Headers(List<Header> fields) {
  /** No header fields. */
  public static final Headers NONE = new Headers(List.of());

  public Headers {
    fields = List.copyOf(fields);
  }

  /** The first value of {@code name}. */
  public Optional<String> first(String name) {
    for (Header field : fields) {
      if (field.name().equalsIgnoreCase(name)) {
        return Optional.of(field.value());
      }
    }
    return Optional.empty();
  }

  /** All values of {@code name}, one for each field line. */
  public List<String> all(String name) {
    List<String> values = new ArrayList<>(1);
    for (Header field : fields) {
      if (field.name().equalsIgnoreCase(name)) {
        values.add(field.value());
      }
    }
    return Collections.unmodifiableList(values);
  }

  /** The names only: values may be secrets. */
  @Override
  public String toString() {
    return "Headers" + fields.stream().map(Header::name).toList();
  }
}
