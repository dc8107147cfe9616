package dev.rollcall.registry;

import tools.jackson.databind.JsonNode;

/** A value of the right type for people to replace by their own, as programs write it. */
enum Sample {
  TEXT("\"…\"", "\"…\"", "\"…\""),
  NUMBER("0", "0", "0"),
  BOOLEAN("true", "True", "true"),
  ARRAY("List.of()", "[]", "[]"),
  OBJECT("Map.of()", "{}", "{}");

  private final String java;
  private final String python;
  private final String javaScript;

  Sample(String java, String python, String javaScript) {
    this.java = java;
    this.python = python;
    this.javaScript = javaScript;
  }

  /**
   * One of the JSON type {@code type}; text where that says nothing.
   *
   * @param type a name, or several of which the first that is not null counts (OpenAPI 3.1)
   */
  static Sample of(JsonNode type) {
    JsonNode one =
        type.isArray()
            ? type.valueStream()
                .filter(each -> !each.asString("").equals("null"))
                .findFirst()
                .orElse(type)
            : type;
    return switch (one.asString("")) {
      case "integer", "number" -> NUMBER;
      case "boolean" -> BOOLEAN;
      case "array" -> ARRAY;
      case "object" -> OBJECT;
      default -> TEXT;
    };
  }

  String java() {
    return java;
  }

  String python() {
    return python;
  }

  String javaScript() {
    return javaScript;
  }
}
