package dev.rollcall.ocp.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.ocp.Compatibility;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What tools take, where the two ways differ and the golden files do not show it. */
final class ParametersTest {
  private static Tool tool(Compatibility compatibility, String operation, String components) {
    return Descriptions.read(compatibility, Descriptions.posting(operation, components))
        .tools()
        .getFirst();
  }

  private static Tool withBody(Compatibility compatibility, String mediaType, String schema) {
    return tool(
        compatibility,
        "{'requestBody': {'content': {'%s': {'schema': %s}}}}".formatted(mediaType, schema),
        """
        'schemas': {
          'Base': {'type': 'object', 'required': ['a'], 'properties': {'a': {'type': 'integer'}}},
          'Cycle': {'allOf': [{'$ref': '#/components/schemas/Cycle'},
                              {'$ref': '#/components/schemas/Base'}]},
          'Kind': {'type': 'string', 'enum': ['x']}}
        """);
  }

  @ParameterizedTest
  @CsvSource({
    "application/json, true, false, true",
    "application/json; charset=utf-8, true, false, false",
    "Application/JSON;charset=UTF-8, true, false, false",
    "application/vnd.api+json, true, false, false",
    "application/merge-patch+json, true, false, false",
    "text/json, true, false, false",
    "*/*, true, false, false",
    "application/x-www-form-urlencoded, true, true, false",
    "application/x-www-form-urlencoded; charset=utf-8, true, true, false",
    "multipart/form-data, false, false, false",
    "application/xml, false, false, false",
    "application/jsonp, false, false, false",
  })
  void bodiesAreTakenByMediaType(
      String mediaType, boolean taken, boolean form, boolean takenByStock) {
    String schema = "{'type': 'object', 'properties': {'a': {'type': 'string'}}}";
    Tool correct = withBody(Compatibility.CORRECT, mediaType, schema);
    Tool stock = withBody(Compatibility.STOCK, mediaType, schema);

    assertThat(correct.parameters().containsKey("a")).isEqualTo(taken);
    assertThat(correct.form()).isEqualTo(form);
    assertThat(stock.parameters().containsKey("a")).isEqualTo(takenByStock);
    assertThat(stock.form()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'$ref': '#/components/schemas/Base'}                | a   | a",
        "{'$ref': '#/components/schemas/Cycle'}               | a   | ~~",
        "{'allOf': [{'$ref': '#/components/schemas/Base'}, {'properties': {'b': {}}}]} | a,b | ~~",
        "{'type': 'object', 'allOf': [{'$ref': '#/components/schemas/Base'}], 'properties': {'b':"
            + " {}}} | a,b | b",
        "{'properties': {'b': {}}}                            | b   | ~~",
        "{'type': ['object', 'null'], 'properties': {'b': {}}} | b  | ~~",
        "{'type': 'object'}                                   | ~~  | ~~",
        "{'type': 'array', 'items': {'type': 'string'}}       | ~~  | ~~",
        "{'$ref': '#/components/schemas/Missing'}             | ~~  | ~~",
        "{'type': 'object', 'properties': {'b': true, 'c': false}} | b | ~~",
      })
  void bodiesAreTakenByTheirSchemas(String schema, String correct, String stock) {
    assertThat(withBody(Compatibility.CORRECT, "application/json", schema).parameters().keySet())
        .containsExactlyElementsOf(names(correct));
    assertThat(withBody(Compatibility.STOCK, "application/json", schema).parameters().keySet())
        .containsExactlyElementsOf(names(stock));
  }

  private static List<String> names(String list) {
    return list.isEmpty() ? List.of() : List.of(list.split(",", -1));
  }

  @Test
  void requiredPropertiesOfAllPartsAreRequired() {
    Tool tool =
        withBody(
            Compatibility.CORRECT,
            "application/json",
            """
            {'allOf': [{'$ref': '#/components/schemas/Base'}], 'required': ['b'],
             'properties': {'b': {}, 'c': {}}}
            """);

    assertThat(tool.parameters().get("a")).returns(true, ToolParameter::required);
    assertThat(tool.parameters().get("b")).returns(true, ToolParameter::required);
    assertThat(tool.parameters().get("c")).returns(false, ToolParameter::required);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'type': 'integer'}                                       | 'integer'",
        "{'$ref': '#/components/schemas/Kind'}                     | 'string'",
        "{'$ref': '#/components/schemas/Base'}                     | 'object'",
        "{'allOf': [{'$ref': '#/components/schemas/Base'}]}        | 'object'",
        "{'anyOf': [{'type': 'boolean'}, {'type': 'null'}]}        | 'boolean'",
        "{'oneOf': [{'type': 'integer'}, {'type': 'integer'}]}     | 'integer'",
        "{'oneOf': [{'type': 'integer'}, {'type': 'string'}]}      | 'string'",
        "{'oneOf': [{'type': 'integer'}, {}]}                      | 'string'",
        "{'type': ['integer', 'null']}                             | ['integer','null']",
        "{'properties': {}}                                        | 'object'",
        "{'items': {}}                                             | 'array'",
        "{}                                                        | 'string'",
        "true                                                      | 'string'",
      })
  void theTypeOfAPropertyIsFoundThroughItsParts(String schema, String type) {
    Tool tool =
        withBody(
            Compatibility.CORRECT,
            "application/json",
            "{'type': 'object', 'properties': {'p': " + schema + "}}");

    assertThat(Descriptions.parameter(tool, "p").type()).isEqualTo(Descriptions.node(type));
  }

  @Test
  void theOnlyBranchBesideNullTellsTheRest() {
    Tool tool =
        withBody(
            Compatibility.CORRECT,
            "application/json",
            """
            {'type': 'object', 'properties': {'p': {
              'anyOf': [{'$ref': '#/components/schemas/Kind'}, {'type': 'null'}]}}}
            """);

    assertThat(Descriptions.parameter(tool, "p").allowed()).contains(Descriptions.node("['x']"));
  }

  @Test
  void aPropertyOfTheBodyDoesNotTakeThePlaceOfAParameterOfThePath() {
    String operation =
        """
        {'parameters': [{'name': 'id', 'in': 'path', 'required': true}],
         'requestBody': {'content': {'application/json': {'schema':
           {'type': 'object', 'properties': {'id': {'type': 'integer'}}}}}}}
        """;

    assertThat(Descriptions.parameter(tool(Compatibility.CORRECT, operation, ""), "id").location())
        .isEqualTo("path");
    assertThat(Descriptions.parameter(tool(Compatibility.STOCK, operation, ""), "id").location())
        .isEqualTo("body");
  }

  @Test
  void referencesThatLeadNowhereOrInCirclesAreLeftOut() {
    Tool tool =
        tool(
            Compatibility.CORRECT,
            """
            {'parameters': [{'$ref': '#/components/parameters/A'}, {'$ref': '#/none'},
               {'$ref': 'https://elsewhere.example/p.json'}, {'$ref': '#/components/parameters/C'}],
             'requestBody': {'$ref': '#/components/requestBodies/B'},
             'responses': {'200': {'$ref': '#/components/responses/R'}}}
            """,
            """
            'parameters': {'A': {'$ref': '#/components/parameters/B'},
                           'B': {'$ref': '#/components/parameters/A'},
                           'C': {'$ref': '#/components/parameters/D'},
                           'D': {'name': 'd', 'in': 'query'}},
            'requestBodies': {'B': {'$ref': '#/components/requestBodies/B'}}
            """);

    assertThat(tool.parameters().keySet()).containsExactly("d");
    assertThat(tool.responseSchema()).isEmpty();
    assertThat(tool.form()).isFalse();
  }

  @Test
  void aFormIsTakenIfTheJsonBesideItIsNoObject() {
    Tool tool =
        tool(
            Compatibility.CORRECT,
            """
            {'requestBody': {'content': {
              'application/json': {'schema': {'type': 'array'}},
              'application/x-www-form-urlencoded': {'schema': {'properties': {'f': {}}}}}}}
            """,
            "");

    assertThat(tool.parameters().keySet()).containsExactly("f");
    assertThat(tool.form()).isTrue();
  }
}
