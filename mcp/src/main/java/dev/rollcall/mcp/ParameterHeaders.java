package dev.rollcall.mcp;

import dev.rollcall.http.Headers;
import dev.rollcall.mcp.wire.MirroredValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The arguments of a tool that clients repeat in {@code Mcp-Param-…} header fields: those whose
 * schema has {@code x-mcp-header} (revision 2026-07-28, Custom Headers from Tool Parameters).
 */
final class ParameterHeaders {
  private static final String ANNOTATION = "x-mcp-header";
  private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
  private static final Set<String> TYPES = Set.of("string", "integer", "boolean");

  private final List<Mirrored> mirrored;

  private ParameterHeaders(List<Mirrored> mirrored) {
    this.mirrored = List.copyOf(mirrored);
  }

  /**
   * What {@code inputSchema} annotates.
   *
   * @throws IllegalArgumentException if an annotation breaks the specification's constraints
   */
  static ParameterHeaders of(ObjectNode inputSchema) {
    List<Mirrored> found = new ArrayList<>();
    collect(inputSchema, List.of(), found);
    Set<String> names = new HashSet<>();
    for (Mirrored each : found) {
      if (!names.add(each.header().toLowerCase(Locale.ROOT))) {
        throw new IllegalArgumentException("two parameters with the header " + each.header());
      }
    }
    if (inputSchema.findValues(ANNOTATION).size() != found.size()) {
      throw new IllegalArgumentException(
          ANNOTATION + " on something that is not reached by properties alone");
    }
    return new ParameterHeaders(found);
  }

  private static void collect(JsonNode schema, List<String> path, List<Mirrored> found) {
    for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
      List<String> below = new ArrayList<>(path);
      below.add(property.getKey());
      JsonNode name = property.getValue().get(ANNOTATION);
      if (name != null) {
        String type = property.getValue().path("type").asString("");
        if (!name.isString() || !TOKEN.matcher(name.stringValue()).matches()) {
          throw new IllegalArgumentException(ANNOTATION + " must be a token, not " + name);
        }
        if (!TYPES.contains(type)) {
          throw new IllegalArgumentException(ANNOTATION + " on a parameter of type " + type);
        }
        found.add(new Mirrored("Mcp-Param-" + name.stringValue(), below));
      }
      collect(property.getValue(), below, found);
    }
  }

  /** What does not fit between {@code headers} and {@code arguments}. */
  Optional<String> mismatch(Headers headers, ObjectNode arguments) {
    for (Mirrored each : mirrored) {
      Optional<String> mismatch = each.mismatch(headers.all(each.header()), arguments);
      if (mismatch.isPresent()) {
        return mismatch;
      }
    }
    return Optional.empty();
  }

  private record Mirrored(String header, List<String> path) {
    Optional<String> mismatch(List<String> values, ObjectNode arguments) {
      JsonNode argument = arguments;
      for (String step : path) {
        argument = argument.path(step);
      }
      boolean given = !argument.isMissingNode() && !argument.isNull();
      String name = String.join(".", path);
      if (!given) {
        return values.isEmpty()
            ? Optional.empty()
            : Optional.of(header + " is there, but the argument " + name + " is not");
      }
      if (values.size() != 1) {
        return Optional.of(
            header
                + (values.isEmpty() ? " is missing" : " is there more than once")
                + "; it must repeat the argument "
                + name);
      }
      Optional<String> decoded = MirroredValue.decode(values.getFirst());
      if (decoded.isEmpty()) {
        return Optional.of(header + " is not a valid header value of MCP");
      }
      return equal(decoded.get(), argument)
          ? Optional.empty()
          : Optional.of(header + " does not match the argument " + name);
    }

    private static boolean equal(String header, JsonNode argument) {
      if (!argument.isNumber()) {
        return argument.isValueNode() && header.equals(argument.asString());
      }
      try {
        return new BigDecimal(header).compareTo(argument.decimalValue()) == 0;
      } catch (NumberFormatException e) {
        return false;
      }
    }
  }
}
