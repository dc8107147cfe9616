package dev.rollcall.mcp.schema;

import com.networknt.schema.Error;
import com.networknt.schema.path.NodePath;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Says in words what does not fit a schema, so that a model can put it right at once. */
final class Violations {
  private static final int MOST_TOLD = 5;
  private static final int LONGEST_VALUE = 60;
  private static final int LONGEST_NAME = 100;

  private Violations() {}

  static String tell(List<Error> errors, JsonNode schema, JsonNode arguments) {
    Set<String> told = new LinkedHashSet<>();
    for (Error error : errors) {
      if (told.size() == MOST_TOLD) {
        break;
      }
      told.add(tell(error, schema, arguments));
    }
    return "The arguments are not valid, so nothing was done. " + String.join(" ", told);
  }

  private static String tell(Error error, JsonNode schema, JsonNode arguments) {
    Place place = Place.of(error.getInstanceLocation(), schema, arguments);
    String keyword = String.valueOf(error.getKeyword());
    String property = error.getProperty();
    if (property != null && keyword.equals("required")) {
      return missing(place.child(property));
    }
    if (property != null && keyword.equals("additionalProperties")) {
      return unknown(property, place);
    }
    return place
        .schema()
        .flatMap(Expectation::of)
        .map(right -> place.quoted() + " must be " + right + ", but is " + shown(place) + ".")
        .orElseGet(() -> place.quoted() + " is wrong: " + error.getMessage() + ".");
  }

  private static String missing(Place place) {
    return place.quoted()
        + " is required, but missing"
        + place.schema().flatMap(Expectation::of).map(right -> "; it must be " + right).orElse("")
        + ".";
  }

  private static String unknown(String name, Place place) {
    List<String> known = place.propertyNames();
    String shown = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) + "…" : name;
    return "\""
        + place.prefix()
        + shown
        + "\" is not known"
        + NearestName.of(name, known).map(near -> "; did you mean \"" + near + "\"?").orElse(";")
        + (known.isEmpty()
            ? " No names are taken here."
            : " Taken are "
                + known.stream().map(each -> "\"" + each + "\"").collect(Collectors.joining(", "))
                + ".");
  }

  private static String shown(Place place) {
    String text = place.value().map(JsonNode::toString).orElse("missing");
    return text.length() > LONGEST_VALUE ? text.substring(0, LONGEST_VALUE) + "…" : text;
  }

  /** A value within the arguments, and the schema that stands for it where that is plain to see. */
  private record Place(String name, Optional<JsonNode> schema, Optional<JsonNode> value) {
    static Place of(NodePath path, JsonNode schema, JsonNode arguments) {
      Place place = new Place("", Optional.of(schema), Optional.of(arguments));
      for (int i = 0; i < path.getNameCount(); i++) {
        Object element = path.getElement(i);
        place =
            element instanceof Integer index
                ? place.item(index)
                : place.child(String.valueOf(element));
      }
      return place;
    }

    Place child(String property) {
      return new Place(
          name.isEmpty() ? property : name + "." + property,
          schema.flatMap(node -> Optional.ofNullable(node.path("properties").get(property))),
          value.flatMap(node -> Optional.ofNullable(node.get(property))));
    }

    Place item(int index) {
      return new Place(
          name + "[" + index + "]",
          schema.flatMap(node -> Optional.ofNullable(node.get("items"))),
          value.flatMap(node -> Optional.ofNullable(node.get(index))));
    }

    String quoted() {
      return name.isEmpty() ? "The arguments object" : "\"" + name + "\"";
    }

    String prefix() {
      return name.isEmpty() ? "" : name + ".";
    }

    List<String> propertyNames() {
      return schema
          .map(node -> (List<String>) new ArrayList<>(node.path("properties").propertyNames()))
          .orElse(List.of());
    }
  }
}
