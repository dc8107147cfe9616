package dev.rollcall.browser;

import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * One thing measured many times.
 *
 * @param values in the order of size, at least one
 */
record Figures(List<Double> values) {
  Figures {
    values = values.stream().sorted().toList();
    if (values.isEmpty()) {
      throw new IllegalArgumentException("nothing was measured");
    }
  }

  static Figures of(Collection<Double> values) {
    return new Figures(List.copyOf(values));
  }

  /** The least value that {@code percent} of all do not exceed (nearest rank). */
  double percentile(int percent) {
    return values.get(Math.max(1, Math.ceilDiv(values.size() * percent, 100)) - 1);
  }

  /** The middle, nearly the most, and the most of milliseconds, behind {@code what}. */
  String row(String what) {
    return String.format(
        Locale.ROOT,
        "  %-52s %9.1f %9.1f %9.1f",
        what,
        percentile(50),
        percentile(99),
        percentile(100));
  }

  static String heading(String what) {
    return String.format(Locale.ROOT, "%-54s %9s %9s %9s", what, "median ms", "p99 ms", "most ms");
  }
}
