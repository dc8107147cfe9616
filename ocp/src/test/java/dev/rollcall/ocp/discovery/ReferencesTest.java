package dev.rollcall.ocp.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.ocp.Compatibility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How references in the schemas of answers are followed. */
final class ReferencesTest {
  private static final String SCHEMAS =
      """
      'Name': {'type': 'string'},
      'User': {'type': 'object', 'properties': {'name': {'$ref': '#/components/schemas/Name'}}},
      'Users': {'type': 'array', 'items': {'$ref': '#/components/schemas/User'}},
      'Untyped': {'properties': {'a': {'type': 'string'}}},
      'Tree': {'type': 'object', 'properties': {'child': {'$ref': '#/components/schemas/Tree'}}},
      'Ping': {'properties': {'pong': {'$ref': '#/components/schemas/Pong'}}},
      'Pong': {'properties': {'ping': {'$ref': '#/components/schemas/Ping'}}},
      'Self': {'$ref': '#/components/schemas/Self'},
      'Null': null,
      'a/b~c': {'title': 'slash'}
      """;

  private static String answer(Compatibility compatibility, String schema) {
    String document =
        Descriptions.answering(schema.replace("#/", "#/components/schemas/"), SCHEMAS);
    return Descriptions.read(compatibility, document)
        .tools()
        .getFirst()
        .responseSchema()
        .orElseThrow()
        .toString()
        .replace('"', '\'')
        .replace("#/components/schemas/", "#/");
  }

  @ParameterizedTest
  @EnumSource(Compatibility.class)
  void referencesAreReplacedByWhatTheyPointTo(Compatibility compatibility) {
    assertThat(answer(compatibility, "{'$ref': '#/Users'}"))
        .isEqualTo(
            "{'type':'array','items':{'type':'object','properties':{'name':{'type':'string'}}}}");
  }

  @ParameterizedTest
  @EnumSource(Compatibility.class)
  void cyclesEndInASchemaThatSaysSo(Compatibility compatibility) {
    String circular = "{'type':'object','description':'Circular reference'}";

    assertThat(answer(compatibility, "{'$ref': '#/Tree'}"))
        .isEqualTo("{'type':'object','properties':{'child':" + circular + "}}");
    assertThat(answer(compatibility, "{'$ref': '#/Ping'}"))
        .isEqualTo("{'properties':{'pong':{'properties':{'ping':" + circular + "}}}}");
    assertThat(answer(compatibility, "{'$ref': '#/Self'}")).isEqualTo(circular);
  }

  @ParameterizedTest
  @EnumSource(Compatibility.class)
  void branchesKeepReferencesToObjectsAndComeFirst(Compatibility compatibility) {
    for (String branching : new String[] {"anyOf", "oneOf", "allOf"}) {
      assertThat(
              answer(
                  compatibility,
                  "{'title': 'x', '%s': [{'$ref': '#/User'}, {'$ref': '#/Untyped'}, {'$ref': '#/Name'}]}"
                      .formatted(branching)))
          .isEqualTo(
              "{'%s':[{'$ref':'#/User'},{'$ref':'#/Untyped'},{'type':'string'}],'title':'x'}"
                  .formatted(branching));
    }
    assertThat(answer(compatibility, "{'oneOf': [{'items': {'a': {'$ref': '#/User'}}}]}"))
        .isEqualTo("{'oneOf':[{'items':{'a':{'$ref':'#/User'}}}]}");
  }

  @ParameterizedTest
  @EnumSource(Compatibility.class)
  void whatCannotBeFoundStays(Compatibility compatibility) {
    for (String reference :
        new String[] {"#/Missing", "#/Null", "other.json", "#name", "#/Name/x"}) {
      String schema = "{'a':{'$ref':'" + reference + "'}}";
      assertThat(answer(compatibility, schema)).isEqualTo(schema);
    }
  }

  @ParameterizedTest
  @EnumSource(Compatibility.class)
  void keywordsAsNamesOfPropertiesAreNoKeywords(Compatibility compatibility) {
    String schema =
        "{'properties':{'anyOf':{'type':'string'},'allOf':true},'x':{'$ref':{'type':'string'}}}";

    assertThat(answer(compatibility, schema)).isEqualTo(schema);
  }

  @ParameterizedTest
  @EnumSource(Compatibility.class)
  void pointersAreDecodedUnlessTheStockLibrariesAreRepeated(Compatibility compatibility) {
    boolean stock = compatibility == Compatibility.STOCK;
    for (String reference : new String[] {"#/a~1b~0c", "#/a%2Fb~0c", "#/a~1b%7E0c"}) {
      String schema = "{'x':{'$ref':'" + reference + "'}}";
      assertThat(answer(compatibility, schema))
          .isEqualTo(stock ? schema : "{'x':{'title':'slash'}}");
    }
  }

  @ParameterizedTest
  @EnumSource(Compatibility.class)
  void whatWasFoundInABranchServesElsewhereOnlyInTheStockLibraries(Compatibility compatibility) {
    boolean stock = compatibility == Compatibility.STOCK;
    String user = "{'type':'object','properties':{'name':{'type':'string'}}}";

    assertThat(
            answer(compatibility, "{'anyOf': [{'$ref': '#/Users'}], 'else': {'$ref': '#/Users'}}"))
        .isEqualTo(
            "{'anyOf':[{'type':'array','items':{'$ref':'#/User'}}],'else':{'type':'array','items':"
                + (stock ? "{'$ref':'#/User'}" : user)
                + "}}");
  }
}
