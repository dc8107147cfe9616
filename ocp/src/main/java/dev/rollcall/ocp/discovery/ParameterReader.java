package dev.rollcall.ocp.discovery;

import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Reads what an operation takes. */
sealed interface ParameterReader permits StockParameterReader, CorrectParameterReader {
  /** The methods whose requests have a body that tools can fill. */
  Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");

  /**
   * What the operation takes: its parameters, and each property of its body.
   *
   * @param pathItem what the operation stands in
   * @param method its method in capitals
   */
  Taken read(JsonNode pathItem, JsonNode operation, String method);

  /**
   * What an operation takes.
   *
   * @param form whether the body is a form
   */
  record Taken(Map<String, ToolParameter> parameters, boolean form) {}
}
