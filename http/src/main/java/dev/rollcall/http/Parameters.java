package dev.rollcall.http;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The parameters of a query or of a form, {@code application/x-www-form-urlencoded}. Immutable.
 * Names keep the order in which they first came, the values of a name keep theirs. Names are case
 * sensitive.
 */
public final class Parameters {
  /** No parameters. */
  public static final Parameters NONE = new Parameters(Map.of());

  private final Map<String, List<String>> values;

  private Parameters(Map<String, List<String>> values) {
    this.values = values;
  }

  /**
   * Reads {@code name=value&name=value}. A name without {@code =} has an empty value; empty pairs
   * are passed over.
   *
   * @throws MalformedRequestException if the percent-encoding is wrong
   */
  public static Parameters parse(String raw) {
    if (raw.isEmpty()) {
      return NONE;
    }
    Map<String, List<String>> values = new LinkedHashMap<>();
    int start = 0;
    while (start <= raw.length()) {
      int end = raw.indexOf('&', start);
      if (end < 0) {
        end = raw.length();
      }
      if (end > start) {
        int equals = raw.indexOf('=', start);
        int nameEnd = equals < 0 || equals > end ? end : equals;
        String name = PercentCoding.decodeFormValue(raw.substring(start, nameEnd));
        String value =
            nameEnd == end ? "" : PercentCoding.decodeFormValue(raw.substring(nameEnd + 1, end));
        values.computeIfAbsent(name, _ -> new ArrayList<>(1)).add(value);
      }
      start = end + 1;
    }
    return new Parameters(Collections.unmodifiableMap(values));
  }

  /** Parameters that are known already; each name has a value at least. */
  public static Parameters of(Map<String, List<String>> values) {
    Map<String, List<String>> copy = new LinkedHashMap<>();
    values.forEach((name, all) -> copy.put(name, List.copyOf(all)));
    return new Parameters(Collections.unmodifiableMap(copy));
  }

  /** The names, in the order in which each first came. */
  public Set<String> names() {
    return values.keySet();
  }

  /** The value of {@code name} that came last, since a client that repeats itself means that. */
  public Optional<String> last(String name) {
    List<String> all = values.get(name);
    return all == null ? Optional.empty() : Optional.of(all.getLast());
  }

  /** All values of {@code name}, in the order in which they came. */
  public List<String> all(String name) {
    return Collections.unmodifiableList(values.getOrDefault(name, List.of()));
  }

  /** These parameters, but for each name that {@code other} has, the values of {@code other}. */
  public Parameters overlaidBy(Parameters other) {
    if (isEmpty() || other.isEmpty()) {
      return isEmpty() ? other : this;
    }
    Map<String, List<String>> both = new LinkedHashMap<>(values);
    both.putAll(other.values);
    return new Parameters(Collections.unmodifiableMap(both));
  }

  public boolean isEmpty() {
    return values.isEmpty();
  }

  @Override
  public String toString() {
    return "Parameters" + values.keySet();
  }
}
