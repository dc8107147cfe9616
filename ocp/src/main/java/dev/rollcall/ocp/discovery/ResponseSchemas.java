package dev.rollcall.ocp.discovery;

import dev.rollcall.ocp.Compatibility;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Finds the schema of what an operation answers if it succeeds: that of the first status of 2xx
 * that has one for JSON, the lowest first, ranges such as {@code 2XX} last. ({@code default}
 * describes failures as a rule and is not looked at.)
 */
final class ResponseSchemas {
  private static final Pattern STATUS = Pattern.compile("[1-9][0-9]{0,8}");

  private final References references;
  private final Compatibility compatibility;
  private final Budget budget;
  private final boolean swagger;

  ResponseSchemas(
      References references, Compatibility compatibility, Budget budget, boolean swagger) {
    this.references = references;
    this.compatibility = compatibility;
    this.budget = budget;
    this.swagger = swagger;
  }

  Optional<JsonNode> of(JsonNode operation) {
    budget.work(operation.path("responses").size());
    List<Map.Entry<String, JsonNode>> responses =
        new ArrayList<>(operation.path("responses").properties());
    responses.sort(Comparator.comparingInt(entry -> rank(entry.getKey())));
    for (Map.Entry<String, JsonNode> entry : responses) {
      if (entry.getKey().startsWith("2")) {
        JsonNode schema = schema(entry.getValue());
        if (schema.isObject()) {
          return Optional.of(references.unfold(schema));
        }
      }
    }
    return Optional.empty();
  }

  private static int rank(String status) {
    return STATUS.matcher(status).matches() ? Integer.parseInt(status) : Integer.MAX_VALUE;
  }

  private JsonNode schema(JsonNode response) {
    boolean stock = compatibility == Compatibility.STOCK;
    JsonNode described = stock ? response : references.target(response);
    if (swagger) {
      return described.path("schema");
    }
    JsonNode content = described.path("content");
    budget.work(content.size());
    JsonNode plain = content.path(MediaTypes.JSON);
    return stock ? plain.path("schema") : MediaTypes.json(content).orElse(plain).path("schema");
  }
}
