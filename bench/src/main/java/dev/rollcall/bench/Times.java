package dev.rollcall.bench;

import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * How long one thing took, many times.
 *
 * @param nanos in the order of size, at least one; negative where the end came before the beginning
 */
record Times(List<Long> nanos) {
  Times {
    nanos = nanos.stream().sorted().toList();
    if (nanos.isEmpty()) {
      throw new IllegalArgumentException("nothing was measured");
    }
  }

  static Times of(Collection<Long> nanos) {
    return new Times(List.copyOf(nanos));
  }

  /** The least time that {@code percent} of all do not exceed (nearest rank), in milliseconds. */
  double percentile(int percent) {
    return nanos.get(Math.ceilDiv(nanos.size() * percent, 100) - 1) / 1e6;
  }

  /** The heading over {@link #row}. */
  static String heading(String what) {
    return String.format(Locale.ROOT, "%-58s %10s %10s", what, "median ms", "p99 ms");
  }

  /** Median and 99th percentile behind {@code what}. */
  String row(String what) {
    return String.format(
        Locale.ROOT, "  %-56s %10.2f %10.2f", what, percentile(50), percentile(99));
  }
}
