package dev.rollcall.mcp;

import java.util.List;

/**
 * Suggested values.
 *
 * @param values at most 100, the best first
 * @param total how many there are
 */
public record Completion(List<String> values, int total) {
  public static final int MOST_VALUES = 100;

  public Completion {
    values = List.copyOf(values);
    if (values.size() > MOST_VALUES) {
      throw new IllegalArgumentException(values.size() + " values are more than " + MOST_VALUES);
    }
  }
}
