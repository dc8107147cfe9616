package dev.rollcall.rest.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

final class OpenApiDocumentTest {
  private static final Pattern PLACE = Pattern.compile("\\{([^}]+)}");

  private final Described described = new Described();

  @Test
  void refersOnlyToWhatIsThereAndHasNothingThatNobodyRefersTo() {
    Set<String> references = new TreeSet<>();
    collectReferences(described.document(), references);

    assertThat(references)
        .allSatisfy(
            each ->
                assertThat(described.document().at(each.substring(1)).isMissingNode()).isFalse());
    Set<String> components = new TreeSet<>();
    for (String kind : List.of("parameters", "headers", "responses", "schemas")) {
      described
          .document()
          .at("/components/" + kind)
          .propertyNames()
          .forEach(name -> components.add("#/components/" + kind + "/" + name));
    }
    assertThat(references).isEqualTo(components);
  }

  @Test
  void namesEveryOperationOnce() {
    List<String> ids =
        described.operations().values().stream()
            .map(each -> each.get("operationId").asString())
            .toList();

    assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id.matches("[A-Z][A-Za-z]+"));
    Set<String> tags = new TreeSet<>();
    described.document().get("tags").forEach(tag -> tags.add(tag.get("name").asString()));
    assertThat(
            described.operations().values().stream()
                .map(each -> each.at("/tags/0").asString())
                .distinct())
        .containsExactlyInAnyOrderElementsOf(tags);
  }

  @Test
  void describesEachPlaceOfAPath() {
    described
        .operations()
        .forEach(
            (request, operation) -> {
              String path = request.substring(request.indexOf(' ') + 1);
              JsonNode item = described.document().get("paths").get(path);
              Set<String> given = new TreeSet<>();
              Stream.of(item, operation)
                  .flatMap(owner -> owner.path("parameters").valueStream())
                  .map(described::resolved)
                  .filter(each -> each.get("in").asString().equals("path"))
                  .forEach(each -> given.add(each.get("name").asString()));
              Set<String> wanted = new TreeSet<>();
              Matcher places = PLACE.matcher(path);
              while (places.find()) {
                wanted.add(places.group(1));
              }
              assertThat(given).as(request).isEqualTo(wanted);
            });
  }

  @Test
  void everyJsonAnswerOfAnOperationHasAnExample() {
    described
        .operations()
        .forEach(
            (request, operation) ->
                operation
                    .get("responses")
                    .valueStream()
                    .map(described::resolved)
                    .map(each -> each.at("/content/application~1json"))
                    .filter(
                        each ->
                            each.isObject() && !each.at("/schema/additionalProperties").asBoolean())
                    .filter(each -> !each.at("/schema/$ref").asString().endsWith("/Refusal"))
                    .forEach(each -> assertThat(each.has("example")).as(request).isTrue()));
  }

  @Test
  void givesExamplesThatFitTheirSchemas() {
    List<JsonNode> withExamples = new ArrayList<>();
    collectExamples(described.document(), withExamples);

    assertThat(withExamples).hasSizeGreaterThan(30);
    for (JsonNode each : withExamples) {
      assertThat(schema(each.get("schema")).validate(each.get("example")))
          .as(each.get("example").toString())
          .isEmpty();
    }
  }

  @Test
  void hasTheVersionOfTheProgram() throws IOException {
    Path pom = Path.of(System.getProperty("rollcall.root"), "pom.xml");
    Matcher version =
        Pattern.compile("<version>([0-9.]+)(-SNAPSHOT)?</version>").matcher(Files.readString(pom));

    assertThat(version.find()).isTrue();
    assertThat(described.document().at("/info/version").asString()).isEqualTo(version.group(1));
  }

  private Schema schema(JsonNode schema) {
    ObjectNode root = JsonMapper.shared().createObjectNode();
    root.setAll((ObjectNode) schema);
    root.set("components", described.document().get("components"));
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(root);
  }

  private static void collectReferences(JsonNode node, Set<String> references) {
    if (node.has("$ref")) {
      references.add(node.get("$ref").asString());
    }
    node.forEach(each -> collectReferences(each, references));
  }

  private static void collectExamples(JsonNode node, List<JsonNode> withExamples) {
    if (node.has("schema") && node.has("example")) {
      withExamples.add(node);
    }
    node.forEach(each -> collectExamples(each, withExamples));
  }
}
