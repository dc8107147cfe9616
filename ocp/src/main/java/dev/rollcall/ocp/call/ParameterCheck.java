package dev.rollcall.ocp.call;

import dev.rollcall.ocp.Compatibility;
import dev.rollcall.ocp.discovery.Tool;
import dev.rollcall.ocp.discovery.ToolParameter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * Whether a tool takes what it is to be called with: what it requires is there, and what is to be
 * an integer, a boolean or an array is one. Everything else the API knows better.
 *
 * <p>Correct: null counts as not given, except in a JSON body; a value for every placeholder of the
 * path is required, whether the tool tells of it or not. Stock: any value counts, null too.
 */
final class ParameterCheck {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}/]+)}");

  private final Compatibility compatibility;

  ParameterCheck(Compatibility compatibility) {
    this.compatibility = compatibility;
  }

  /** The names of the placeholders in a path. */
  static List<String> placeholders(String path) {
    return PLACEHOLDER.matcher(path).results().map(found -> found.group(1)).toList();
  }

  /** {@code path} with every placeholder filled in. */
  static String filled(String path, Map<String, String> values) {
    return PLACEHOLDER
        .matcher(path)
        .replaceAll(
            found -> Matcher.quoteReplacement(values.getOrDefault(found.group(1), found.group())));
  }

  List<String> faults(Tool tool, Map<String, JsonNode> values) {
    List<String> faults = new ArrayList<>();
    for (String name : required(tool)) {
      if (!isGiven(tool, name, values)) {
        faults.add("Missing required parameter: " + name);
      }
    }
    values.forEach(
        (name, value) -> {
          ToolParameter parameter = tool.parameters().get(name);
          if (parameter != null
              && (compatibility == Compatibility.STOCK || !value.isNull())
              && !isOfType(value, parameter.type())) {
            faults.add(
                "Parameter '%s' should be %s, got %s"
                    .formatted(name, expected(parameter.type()), kind(value)));
          }
        });
    return faults;
  }

  private Set<String> required(Tool tool) {
    Set<String> required = new LinkedHashSet<>();
    tool.parameters()
        .forEach(
            (name, parameter) -> {
              if (parameter.required()) {
                required.add(name);
              }
            });
    if (compatibility == Compatibility.CORRECT) {
      required.addAll(placeholders(tool.path()));
    }
    return required;
  }

  private boolean isGiven(Tool tool, String name, Map<String, JsonNode> values) {
    JsonNode value = values.getOrDefault(name, MissingNode.getInstance());
    if (value.isMissingNode()) {
      return false;
    }
    ToolParameter parameter = tool.parameters().get(name);
    boolean nullIsSent =
        compatibility == Compatibility.STOCK
            || (parameter != null && parameter.location().equals("body") && !tool.form());
    return nullIsSent || !value.isNull();
  }

  private boolean isOfType(JsonNode value, JsonNode type) {
    if (type.isArray() && compatibility == Compatibility.CORRECT) {
      for (JsonNode one : type) {
        boolean onlyNull = one.asString("").equals("null");
        if (onlyNull ? value.isNull() : isOfType(value, one)) {
          return true;
        }
      }
      return type.isEmpty();
    }
    return switch (type.asString("")) {
      case "integer" -> Values.isWhole(value);
      case "boolean" -> value.isBoolean();
      case "array" -> value.isArray();
      default -> true;
    };
  }

  private static String expected(JsonNode type) {
    if (!type.isArray()) {
      return type.asString("");
    }
    List<String> names = new ArrayList<>();
    type.forEach(one -> names.add(one.asString("")));
    return String.join(" or ", names);
  }

  private String kind(JsonNode value) {
    if (value.isString()) {
      return "string";
    }
    if (value.isNumber()) {
      return "number";
    }
    if (value.isBoolean()) {
      return "boolean";
    }
    if (value.isArray() && compatibility == Compatibility.CORRECT) {
      return "array";
    }
    return "object";
  }
}
