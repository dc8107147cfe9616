package dev.rollcall.ocp.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.ocp.Compatibility;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Descriptions that were made to hurt end in an exception that says why, and soon. */
final class HostileDescriptionsTest {
  private static void refused(Compatibility compatibility, String document, String why) {
    assertThatThrownBy(() -> Descriptions.read(compatibility, document))
        .isInstanceOf(DiscoveryException.class)
        .hasMessageContaining(why);
  }

  /** Schemas S0 to S{count}, each made from the reference to the next. */
  private static String chain(int count, String each) {
    return IntStream.range(0, count)
            .mapToObj(
                i ->
                    "'S%d': ".formatted(i)
                        + each.replace(
                            "@", "{'$ref': '#/components/schemas/S%d'}".formatted(i + 1)))
            .collect(Collectors.joining(","))
        + ",'S%d': {'type': 'string'}".formatted(count);
  }

  @Test
  void deepNestingIsRefused() {
    for (String open : List.of("[", "{'a':")) {
      refused(Compatibility.CORRECT, open.repeat(200_000), "nests too deep");
      refused(Compatibility.CORRECT, "a: " + open.repeat(20_000), "nests");
    }
    String blocks =
        IntStream.range(0, 1_000)
            .mapToObj(i -> " ".repeat(i) + "a:\n")
            .collect(Collectors.joining());
    refused(Compatibility.CORRECT, blocks, "nests");
  }

  @Test
  void whatIsReadAlreadyIsRefusedIfItNestsTooDeep() {
    ObjectNode document = (ObjectNode) Descriptions.node(Descriptions.answering("{}", ""));
    ObjectNode deepest =
        (ObjectNode) document.at("/paths/~1a/get/responses/200/content/application~1json/schema");
    for (int i = 0; i < 50_000; i++) {
      deepest = deepest.putObject("items");
    }

    for (Compatibility compatibility : Compatibility.values()) {
      assertThatThrownBy(() -> new Discovery(compatibility).read(document))
          .isInstanceOf(DiscoveryException.class)
          .hasMessage("The description nests deeper than 400 levels");
    }
  }

  @ParameterizedTest
  @EnumSource(Compatibility.class)
  void referencesThatUnfoldToBillionsAreRefused(Compatibility compatibility) {
    String first = "{'$ref': '#/components/schemas/S0'}";

    refused(
        compatibility,
        Descriptions.answering(first, chain(40, "{'properties': {'a': @, 'b': @, 'c': @}}")),
        "unfolds to more than 4000000 values");
    refused(
        compatibility,
        Descriptions.answering(first, chain(40, "{'anyOf': [{'items': [@, @]}]}")),
        "unfolds to more than");
  }

  @ParameterizedTest
  @EnumSource(Compatibility.class)
  void longChainsOfReferencesAreRefused(Compatibility compatibility) {
    String first = "{'$ref': '#/components/schemas/S0'}";

    refused(compatibility, Descriptions.answering(first, chain(20_000, "@")), "nests deeper");
    refused(
        compatibility,
        Descriptions.answering(first, chain(300, "{'items': @}")),
        "nests deeper than 400 levels");
  }

  @Test
  void composedBodiesThatDoubleAreReadOnce() {
    String operation =
        """
        {'requestBody': {'content': {'application/json': {'schema':
          {'type': 'object', 'properties': {'p': {'$ref': '#/components/schemas/S0'}},
           'allOf': [{'$ref': '#/components/schemas/S0'}]}}}}}
        """;
    for (String doubling :
        List.of("{'allOf': [@, @]}", "{'anyOf': [@, @]}", "{'allOf': [@], 'oneOf': [@, @]}")) {
      String components = "'schemas': {" + chain(60, doubling) + "}";
      ApiDescription description =
          Descriptions.read(Compatibility.CORRECT, Descriptions.posting(operation, components));

      assertThat(description.tools().getFirst().parameters().keySet()).containsExactly("p");
    }
    String endless = "'schemas': {" + chain(2_000, "{'allOf': [@]}") + "}";
    refused(Compatibility.CORRECT, Descriptions.posting(operation, endless), "nests deeper");
  }

  @Test
  void textsThatManyOperationsShareAreCounted() {
    String operations =
        IntStream.range(0, 2_000)
            .mapToObj(
                i -> "'/%d': {'get': {'parameters': [{'$ref': '#/components/p'}]}}".formatted(i))
            .collect(Collectors.joining(","));
    String shared = "{'name': 'n', 'in': 'query', 'description': '" + "x".repeat(100_000) + "'}";

    refused(
        Compatibility.CORRECT,
        "{'openapi': '3.0.0', 'paths': {%s}, 'components': {'p': %s}}"
            .formatted(operations, shared),
        "unfolds to more than");
  }

  /** Each of many operations looks through the same long list, which it does not keep. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'get': {'parameters': [@]}}",
        "{'get': {'tags': [@]}}",
        "{'get': {'responses': {#}}}",
        "{'get': {'responses': {'200': {'content': {#}}}}}",
        "{'post': {'requestBody': {'content': {#}}}}",
        "{'post': {'requestBody': {'content': {'application/json': {'schema': {'required':"
            + " [@]}}}}}}",
        "{'post': {'requestBody': {'content': {'application/json': {'schema': {'allOf': [@]}}}}}}",
        "{'post': {'parameters': [{'name': 'a', 'schema': {'anyOf': [@]}}]}}",
        "{'post': {'parameters': [{'name': 'a', 'schema': {'enum': [@]}}]}}",
        "{'post': {'parameters': [{'name': 'a', 'schema': {'type': [@]}}]}}",
        "{#, 'get': {}}",
      })
  void listsThatManyOperationsShareAreCounted(String shared) {
    String elements = "{'type': 'null'},".repeat(20_000) + "{}";
    String members =
        IntStream.range(0, 20_000).mapToObj("'a%d': 1"::formatted).collect(Collectors.joining(","));
    String paths =
        IntStream.range(0, 10_000)
            .mapToObj("'/%d': {'$ref': '#/components/shared'}"::formatted)
            .collect(Collectors.joining(","));

    refused(
        Compatibility.CORRECT,
        "{'openapi': '3.0.0', 'paths': {%s}, 'components': {'shared': %s}}"
            .formatted(paths, shared.replace("@", elements).replace("#", members)),
        "unfolds to more than");
  }

  @Test
  void serversWhoseVariablesGrowAreRefused() {
    refused(
        Compatibility.CORRECT,
        "{'openapi': '3.0.0', 'servers': [{'url': '%s', 'variables': {'a': {'default': '%s'}}}]}"
            .formatted("{a}".repeat(10_000), "x".repeat(10_000)),
        "longer than 8192 characters");
  }

  @Test
  void anchorsThatUnfoldToBillionsAreRefused() {
    StringBuilder bomb = new StringBuilder("openapi: 3.0.0\na0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 30; i++) {
      bomb.append("a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ", ").repeat(9)));
    }

    refused(Compatibility.CORRECT, bomb.toString(), "unfolds to more than");
    StringBuilder tower = new StringBuilder("openapi: 3.0.0\na0: &a0 [x]\n");
    for (int i = 1; i < 500; i++) {
      tower.append("a%d: &a%d [*a%d]\n".formatted(i, i, i - 1));
    }
    refused(Compatibility.CORRECT, tower.toString(), "nests deeper");
    refused(Compatibility.CORRECT, "openapi: 3.0.0\na: &a [*a]", "*a stands for nothing");
    refused(Compatibility.CORRECT, "openapi: 3.0.0\na: *b", "*b stands for nothing");
  }

  @Test
  void longDocumentsAreRefused() {
    Discovery small = new Discovery(Compatibility.CORRECT, new DiscoveryLimits(1_000, 10, 100));

    assertThatThrownBy(() -> small.read(new byte[1_001]))
        .isInstanceOf(DiscoveryException.class)
        .hasMessage("The description is longer than 1000 bytes");
    assertThatThrownBy(() -> small.read(Descriptions.text("[" + "0,".repeat(400) + "0]")))
        .isInstanceOf(DiscoveryException.class);
    assertThatThrownBy(() -> small.read(Descriptions.text("a: [" + "0,".repeat(400) + "0]")))
        .isInstanceOf(DiscoveryException.class);
    assertThat(small.read(Descriptions.text("{'openapi': '3.0.0'}")).tools()).isEmpty();
  }

  @Test
  void noiseIsRefused() {
    Random random = new Random(5);
    List<byte[]> noise = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      byte[] bytes = new byte[random.nextInt(60)];
      random.nextBytes(bytes);
      noise.add(bytes);
      String alphabet = "{}[]:,-&*!|>'\"%@#?~<= \n\tab0_.e+x\\";
      StringBuilder text = new StringBuilder(i % 2 == 0 ? "" : "openapi: 3.0.0\n");
      for (int j = 0; j < 25; j++) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      noise.add(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    for (byte[] document : noise) {
      readOrRefuse(new Discovery(Compatibility.CORRECT), document);
    }
  }

  private static void readOrRefuse(Discovery discovery, byte[] document) {
    try {
      assertThat(discovery.read(document).tools()).isEmpty();
    } catch (DiscoveryException refused) {
      assertThat(refused).hasMessageMatching("(?s).+");
    }
  }

  /** Every value of a description in turn is of a type that it should not be. */
  @ParameterizedTest
  @EnumSource(Compatibility.class)
  void valuesOfTheWrongTypeDoNoHarm(Compatibility compatibility) {
    Discovery discovery = new Discovery(compatibility);
    for (String file : List.of("conferences.json", "conferences.swagger.json")) {
      JsonNode document = Descriptions.json(file);
      int read = 0;
      for (String wrong : List.of("7", "['x']", "{'$ref': '#/paths'}")) {
        read += readWithEachReplaced(discovery, document, document, Descriptions.node(wrong));
      }
      assertThat(read).isGreaterThan(200);
    }
  }

  private static int readWithEachReplaced(
      Discovery discovery, JsonNode document, JsonNode within, JsonNode wrong) {
    int read = 0;
    if (within instanceof ObjectNode object) {
      for (String name : List.copyOf(object.propertyNames())) {
        JsonNode right = object.get(name);
        object.set(name, wrong);
        read += read(discovery, document);
        object.set(name, right);
        read += readWithEachReplaced(discovery, document, right, wrong);
      }
    } else if (within instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        JsonNode right = array.get(i);
        array.set(i, wrong);
        read += read(discovery, document);
        array.set(i, right);
        read += readWithEachReplaced(discovery, document, right, wrong);
      }
    }
    return read;
  }

  private static int read(Discovery discovery, JsonNode document) {
    try {
      discovery.read(document).tools().forEach(ToolJson::write);
      return 1;
    } catch (DiscoveryException refused) {
      return 1;
    }
  }
}
