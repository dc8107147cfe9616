package dev.rollcall.mcp.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.mcp.Tool;
import dev.rollcall.mcp.ToolDefinition;
import dev.rollcall.mcp.schema.ArgumentCheck;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The tools as clients see them: their size, their contract, and that a change of them shows. */
class DefinitionsTest {
  /** {@code -Drollcall.update-snapshots=true} writes the snapshot anew, for review. */
  private static final String UPDATE = "rollcall.update-snapshots";

  private static final Path SNAPSHOT = Path.of("src/test/resources/tools.json");
  private static final int BYTES_PER_TOKEN = 4;
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final World world = new World();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void thereIsOneToolForEachOperationInItsOrder() {
    assertThat(definitions(Selection.ALL))
        .extracting(ToolDefinition::name)
        .containsExactlyElementsOf(
            Arrays.stream(Operation.values()).map(Operation::toolName).toList());
  }

  @Test
  void theWholeListCostsAtMostTenThousandTokens() {
    assertThat(tokens(definitions(Selection.ALL))).isLessThanOrEqualTo(10_000);
  }

  @Test
  void theReadOnlyListCostsAtMostFourThousandTokens() {
    List<ToolDefinition> readOnly = definitions(readOnly());
    assertThat(readOnly).hasSize(15).allMatch(each -> each.annotations().readOnly());
    assertThat(tokens(readOnly)).isLessThanOrEqualTo(4_000);
  }

  @Test
  void noToolCostsMoreThanEightHundredTokens() {
    assertThat(definitions(Selection.ALL))
        .allSatisfy(each -> assertThat(tokens(List.of(each))).isLessThanOrEqualTo(800));
  }

  @Test
  void everySchemaIsValidInItsDialect() {
    for (ToolDefinition each : definitions(Selection.ALL)) {
      ArgumentCheck.of(each.inputSchema());
      each.outputSchema().ifPresent(ArgumentCheck::of);
      assertThat(each.inputSchema().get("additionalProperties").asBoolean()).isFalse();
      assertThat(each.title()).isNotBlank();
      assertThat(each.description()).isNotBlank().endsWith(".");
    }
  }

  @Test
  void onlyReadsAreReadOnlyAndOnlyWhatIsConfirmedIsDestructive() {
    for (ToolDefinition each : definitions(Selection.ALL)) {
      String name = each.name();
      assertThat(each.annotations().readOnly())
          .as(name)
          .isEqualTo(name.startsWith("list_") || name.startsWith("get_"));
      assertThat(each.annotations().destructive())
          .as(name)
          .isEqualTo(each.inputSchema().at("/properties/confirm").isObject());
      assertThat(each.annotations().openWorld()).as(name).isFalse();
    }
  }

  @Test
  void theParticipantsListHasThePublishedInputAndTwoOptionalArgumentsMore() {
    ObjectNode input = withoutDescriptions(participants().inputSchema().deepCopy());
    ObjectNode properties = (ObjectNode) input.get("properties");
    assertThat(properties.propertyNames()).containsExactly("conversation_id", "limit", "cursor");
    properties.remove(List.of("limit", "cursor"));
    assertThat(input).isEqualTo(contract("input"));
    assertThat(input.propertyNames()).containsExactlyElementsOf(contract("input").propertyNames());
    assertThat(participants().inputSchema().propertyNames())
        .containsExactly(
            "type", "properties", "required", "additionalProperties", "description", "$schema");
  }

  @Test
  void theParticipantsListHasThePublishedOutputKeyForKey() {
    ObjectNode output = withoutDescriptions(participants().outputSchema().orElseThrow().deepCopy());
    assertThat(output.toString()).isEqualTo(contract("output").toString());
  }

  @Test
  void aChangeOfDefinitionsShowsInTheSnapshot() throws IOException {
    String now =
        MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(rendered(Selection.ALL)) + "\n";
    if (Boolean.getBoolean(UPDATE)) {
      Files.writeString(SNAPSHOT, now);
    }
    assertThat(now)
        .as("to accept a change, run the tests with -D%s=true and review the file", UPDATE)
        .isEqualTo(Files.readString(SNAPSHOT));
  }

  private ToolDefinition participants() {
    return definitions(Selection.ALL).stream()
        .filter(each -> each.name().equals("list_conversation_participants"))
        .findFirst()
        .orElseThrow();
  }

  private List<ToolDefinition> definitions(Selection selection) {
    Visitor visitor = new Visitor(world.person("anna").principal(), selection);
    return world.application().catalogue(visitor).tools().stream().map(Tool::definition).toList();
  }

  private static Selection readOnly() {
    return new Selection(
        Selection.ALL.toolsets(), Selection.ALL.only(), Selection.ALL.excluded(), true);
  }

  private ArrayNode rendered(Selection selection) {
    ArrayNode list = MAPPER.createArrayNode();
    definitions(selection).forEach(each -> list.add(rendered(each)));
    return list;
  }

  private static int tokens(List<ToolDefinition> definitions) {
    return definitions.stream()
            .mapToInt(each -> rendered(each).toString().getBytes(StandardCharsets.UTF_8).length)
            .sum()
        / BYTES_PER_TOKEN;
  }

  /** A definition as it stands in the answer to tools/list. */
  private static ObjectNode rendered(ToolDefinition definition) {
    ObjectNode tool = MAPPER.createObjectNode();
    tool.put("name", definition.name());
    tool.put("title", definition.title());
    tool.put("description", definition.description());
    tool.set("inputSchema", definition.inputSchema());
    definition.outputSchema().ifPresent(schema -> tool.set("outputSchema", schema));
    tool.putObject("annotations")
        .put("title", definition.title())
        .put("readOnlyHint", definition.annotations().readOnly())
        .put("destructiveHint", definition.annotations().destructive())
        .put("idempotentHint", definition.annotations().idempotent())
        .put("openWorldHint", definition.annotations().openWorld());
    return tool;
  }

  private static ObjectNode withoutDescriptions(ObjectNode schema) {
    schema.remove("description");
    for (JsonNode child : schema) {
      if (child instanceof ObjectNode object) {
        withoutDescriptions(object);
      }
    }
    return schema;
  }

  /** The published schema of the participants list without its descriptions. */
  static ObjectNode contract(String direction) {
    String name = "/contract/list-conversation-participants." + direction + ".json";
    try (InputStream in = Objects.requireNonNull(DefinitionsTest.class.getResourceAsStream(name))) {
      return (ObjectNode) MAPPER.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
