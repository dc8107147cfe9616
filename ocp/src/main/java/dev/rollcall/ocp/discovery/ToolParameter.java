package dev.rollcall.ocp.discovery;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * One thing that a tool takes.
 *
 * @param location where it goes: {@code path}, {@code query}, {@code header}, {@code cookie} or
 *     {@code body}; from the stock libraries of the Open Context Protocol also what Swagger 2 calls
 *     a parameter of a form
 * @param type its JSON type as the description gives it: a text, or an array of texts (OpenAPI 3.1)
 * @param allowed the values it may have, an array, if the description names them
 * @param format the format of its value, if the description names one
 */
public record ToolParameter(
    String description,
    boolean required,
    String location,
    JsonNode type,
    Optional<JsonNode> allowed,
    Optional<JsonNode> format) {}
