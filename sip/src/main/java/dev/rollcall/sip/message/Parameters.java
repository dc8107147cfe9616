package dev.rollcall.sip.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The parameters after a header value or in a URI, in their order. Names are case-insensitive and
 * occur once; a parameter may stand without a value.
 */
public final class Parameters {
  /** No parameters. */
  public static final Parameters NONE = new Parameters(List.of());

  private final List<Parameter> list;

  /**
   * One parameter.
   *
   * @param name as it was written
   * @param value without quotes; empty when only the name stands there
   */
  public record Parameter(String name, Optional<String> value) {}

  private Parameters(List<Parameter> list) {
    this.list = list;
  }

  static Parameters of(List<Parameter> list) {
    return list.isEmpty() ? NONE : new Parameters(List.copyOf(list));
  }

  /** All of them, in order. */
  public List<Parameter> list() {
    return list;
  }

  /** Whether the parameter is there, with a value or without. */
  public boolean contains(String name) {
    return find(name) != null;
  }

  /** The parameter's value; empty when it is absent or has none. */
  public Optional<String> value(String name) {
    Parameter found = find(name);
    return found == null ? Optional.empty() : found.value();
  }

  /** These parameters with this one set; a parameter that is there keeps its place. */
  public Parameters with(String name, String value) {
    return with(new Parameter(name, Optional.of(value)));
  }

  /** These parameters with this one set, without a value. */
  public Parameters withFlag(String name) {
    return with(new Parameter(name, Optional.empty()));
  }

  /** These parameters without this one. */
  public Parameters without(String name) {
    return of(list.stream().filter(each -> !each.name().equalsIgnoreCase(name)).toList());
  }

  private Parameters with(Parameter parameter) {
    if (!Grammar.isToken(parameter.name())
        || !parameter.value().map(Grammar::isOneLine).orElse(true)) {
      throw new IllegalArgumentException("not a parameter: " + parameter.name());
    }
    List<Parameter> changed = new ArrayList<>(list.size() + 1);
    boolean placed = false;
    for (Parameter each : list) {
      boolean same = each.name().equalsIgnoreCase(parameter.name());
      changed.add(same ? parameter : each);
      placed |= same;
    }
    if (!placed) {
      changed.add(parameter);
    }
    return of(changed);
  }

  private @Nullable Parameter find(String name) {
    for (Parameter each : list) {
      if (each.name().equalsIgnoreCase(name)) {
        return each;
      }
    }
    return null;
  }

  void appendTo(StringBuilder text) {
    for (Parameter each : list) {
      text.append(';').append(each.name());
      if (each.value().isPresent()) {
        String value = each.value().get();
        text.append('=').append(isPlain(value) ? value : Grammar.quote(value));
      }
    }
  }

  private static boolean isPlain(String value) {
    return Grammar.isToken(value) || Grammar.isHost(value) || Grammar.isIpv6(value);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Parameters that && list.equals(that.list);
  }

  @Override
  public int hashCode() {
    return list.hashCode();
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    appendTo(text);
    return text.toString();
  }
}
