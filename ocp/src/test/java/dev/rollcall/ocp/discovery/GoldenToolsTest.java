package dev.rollcall.ocp.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.ocp.Compatibility;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Holds the tools of two descriptions against what was written by hand from the rules: one shaped
 * like Twilio's, and one in Swagger 2.
 */
final class GoldenToolsTest {
  @ParameterizedTest
  @CsvSource({
    "conferences.json, conferences.tools.correct.json, CORRECT",
    "conferences.json, conferences.tools.stock.json, STOCK",
    "conferences.swagger.json, conferences.swagger.tools.correct.json, CORRECT",
    "conferences.swagger.json, conferences.swagger.tools.stock.json, STOCK",
  })
  void theToolsAreTheExpectedOnesKeyByKeyInOrder(
      String file, String expected, Compatibility compatibility) {
    ApiDescription description = new Discovery(compatibility).read(Descriptions.file(file));

    assertThat(Descriptions.written(description.tools()))
        .isEqualTo(
            Descriptions.JSON
                .writerWithDefaultPrettyPrinter()
                .writeValueAsString(Descriptions.json(expected)));
  }

  @ParameterizedTest
  @EnumSource(Compatibility.class)
  void yamlOfTheSameDescriptionGivesTheSameTools(Compatibility compatibility) {
    Discovery discovery = new Discovery(compatibility);
    JsonNode document = Descriptions.json("conferences.json");
    byte[] yaml = YAMLMapper.builder().build().writeValueAsBytes(document);

    assertThat(discovery.read(yaml)).isEqualTo(discovery.read(document));
  }

  @Test
  void theDescriptionTellsWhatTheApiIs() {
    ApiDescription correct =
        new Discovery(Compatibility.CORRECT).read(Descriptions.file("conferences.json"));
    ApiDescription stock =
        new Discovery(Compatibility.STOCK).read(Descriptions.file("conferences.json"));

    assertThat(correct.title()).isEqualTo("Conferences");
    assertThat(correct.version()).isEqualTo("2.7.0");
    assertThat(correct.description()).startsWith("Shaped like");
    assertThat(correct.source()).isEqualTo(Descriptions.json("conferences.json"));
    assertThat(correct.baseUrl()).isEqualTo("https://eu.conferences.example/live");
    assertThat(stock.baseUrl()).isEqualTo("https://{region}.conferences.example/{stage}");
  }

  /** The names are the same but for those that the stock libraries give twice, or lose. */
  @Test
  void namesAreTheSameInBothWays() {
    List<String> stock = names(Compatibility.STOCK);
    List<String> correct = names(Compatibility.CORRECT);

    assertThat(stock.get(8)).isEqualTo(stock.get(7)).isEqualTo("metricsList");
    stock.set(8, "metricsList3");
    stock.add("fetchShared");
    assertThat(correct).isEqualTo(stock);
  }

  private static List<String> names(Compatibility compatibility) {
    ApiDescription description =
        new Discovery(compatibility).read(Descriptions.file("conferences.json"));
    return new ArrayList<>(description.tools().stream().map(Tool::name).toList());
  }

  /**
   * The registry's page of Twilio's tool: its parameters and the properties of its answer, without
   * their descriptions, which are Twilio's own words.
   */
  @ParameterizedTest
  @EnumSource(Compatibility.class)
  void listParticipantIsAsTheRegistryShowsIt(Compatibility compatibility) {
    JsonNode facts = Descriptions.json("listParticipant.facts.json");
    Tool tool =
        new Discovery(compatibility)
            .read(Descriptions.file("conferences.json"))
            .tool("listParticipant")
            .orElseThrow();
    JsonNode schema = tool.responseSchema().orElseThrow();

    assertThat(tool.method()).isEqualTo(facts.path("method").asString());
    assertThat(tool.path()).isEqualTo(facts.path("path").asString());
    assertThat(tool.operationId()).contains(facts.path("operation_id").asString());
    JsonNode parameters = ToolJson.write(tool).path("parameters");
    assertThat(parameters.values())
        .allSatisfy(
            parameter ->
                assertThat(parameter.propertyNames())
                    .startsWith("description", "required", "location", "type"));
    sameMembers(parameters, facts.path("parameters"));
    assertThat(schema.propertyNames()).containsExactly("title", "type", "properties");
    assertThat(schema.path("title").asString()).isEqualTo("ListParticipantResponse");
    JsonNode participants = schema.path("properties").path("participants");
    assertThat(participants.path("type").asString()).isEqualTo("array");
    sameMembers(participants.path("items").path("properties"), facts.path("participant"));
    ObjectNode others = ((ObjectNode) schema.path("properties")).deepCopy();
    assertThat(others.propertyNames()).first().isEqualTo("participants");
    others.remove("participants");
    sameMembers(others, facts.path("response"));
  }

  private static void sameMembers(JsonNode described, JsonNode facts) {
    assertThat(described.propertyNames()).containsExactlyElementsOf(facts.propertyNames());
    for (Map.Entry<String, JsonNode> fact : facts.properties()) {
      ObjectNode member = ((ObjectNode) described.path(fact.getKey())).deepCopy();
      member.remove("description");
      assertThat(member.toString()).as(fact.getKey()).isEqualTo(fact.getValue().toString());
    }
  }
}
