package dev.rollcall.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SchemaTest {
  private static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text.replace('\'', '"'));
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> rows(Map<String, Object> table) {
    return (List<Map<String, Object>>) Objects.requireNonNull(table.get("rows"));
  }

  private static List<String> names(Map<String, Object> table) {
    return rows(table).stream().map(row -> String.join("", parts(row))).toList();
  }

  @SuppressWarnings("unchecked")
  private static List<String> parts(Map<String, Object> row) {
    return (List<String>) Objects.requireNonNull(row.get("parts"));
  }

  @Test
  void everyPropertyIsARowWhereverItIs() {
    Map<String, Object> table =
        SchemaRows.of(
            json(
                """
                {'type': 'object', 'required': ['data'], 'properties': {
                  'data': {'type': 'array', 'description': 'All.', 'items': {'type': 'object',
                    'required': ['id'], 'properties': {'id': {'type': 'string'},
                      'tags': {'type': 'array', 'items': {'type': 'string', 'maxLength': 5}}}}},
                  'more': {'type': 'object', 'additionalProperties': {'type': 'object',
                    'properties': {'x': {'type': 'null'}}}},
                  'part': {'oneOf': [{'properties': {'text': {'type': 'string'}}},
                    {'properties': {'file': {'type': 'string'}}}]},
                  'both': {'allOf': [{'properties': {'one': {}}}, {'properties': {'two': {}}}]}}}
                """),
            "Things");

    assertThat(names(table))
        .containsExactly(
            "data",
            "data[].id",
            "data[].tags",
            "data[].tags[]",
            "more",
            "more.*.x",
            "part",
            "part.text",
            "part.file",
            "both",
            "both.one",
            "both.two");
    assertThat(rows(table)).extracting(row -> row.get("required")).startsWith(true, true, false);
    assertThat(rows(table).getFirst())
        .containsEntry("type", "array of object")
        .containsEntry("description", "All.");
    assertThat(rows(table).get(7)).containsEntry("place", "form 1 of 2");
    assertThat(table).containsEntry("cut", false).containsEntry("caption", "Things");
  }

  @Test
  void parametersSayThemselvesWhereTheyStandAndWhetherTheyHaveTo() {
    Map<String, Object> table =
        SchemaRows.ofParameters(
            json(
                """
                {'Sid': {'type': 'string', 'required': true, 'location': 'path'},
                 'Muted': {'type': 'boolean', 'required': false, 'location': 'query'}}
                """),
            "Parameters");

    assertThat(rows(table)).extracting(row -> row.get("place")).containsExactly("path", "query");
    assertThat(rows(table)).extracting(row -> row.get("required")).containsExactly(true, false);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'type':'string','format':'uuid'}                     | string (uuid)",
        "{'type':['string','null']}                            | string or null",
        "{'type':'string','nullable':true}                     | string or null",
        "{'type':'array','items':{'type':'integer'}}           | array of integer",
        "{'anyOf':[{'type':'integer'},{'type':'string'}]}      | integer or string",
        "{'properties':{}}                                     | object",
        "{}                                                    | any",
      })
  void theTypeIsSaidInWords(String schema, String type) {
    assertThat(SchemaWords.type(json(schema))).isEqualTo(type);
  }

  @Test
  void limitsAreSaidInWords() {
    assertThat(
            SchemaWords.limits(
                json(
                    """
                    {'enum': ['a', 1, ''], 'minimum': 1, 'maximum': 9, 'minLength': 1,
                     'maxLength': 2, 'pattern': '^x$', 'minItems': 1, 'uniqueItems': true,
                     'default': false, 'deprecated': false}
                    """)))
        .containsExactly(
            "one of a, 1, \"\"",
            "at least 1",
            "at most 9",
            "at least 1 character",
            "at most 2 characters",
            "matches ^x$",
            "at least 1 item",
            "no item twice",
            "by default false");
  }

  @Test
  void aTableOfAnEndlessSchemaHasAnEnd() {
    String deep = "{'items':".repeat(400) + "{'description':'d'}" + "}".repeat(400);
    StringBuilder many = new StringBuilder("{'properties':{");
    for (int i = 0; i < 2_000; i++) {
      many.append(i == 0 ? "" : ",").append("'p").append(i).append("':{'type':'string'}");
    }

    assertThat(SchemaRows.of(json(deep), "Deep")).containsEntry("cut", true);
    Map<String, Object> table = SchemaRows.of(json(many + "}}"), "Wide");
    assertThat(table).containsEntry("cut", true);
    assertThat(rows(table)).hasSize(SchemaRows.MOST_ROWS);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'type':'object','required':['a'],'properties':{'a':{'type':'integer','minimum':3},'b':{}}}"
            + " | {'a':3}",
        "{'type':'string','minLength':3}                   | '………'",
        "{'type':'string','enum':['x','y']}                | 'x'",
        "{'type':'integer','default':20}                   | 20",
        "{'type':['boolean','null']}                       | true",
        "{'type':'array','items':{'const':7},'minItems':2} | [7,7]",
        "{'oneOf':[{'type':'null'},{'type':'string'}]}     | null",
      })
  void aSampleFits(String schema, String sample) {
    assertThat(SchemaSample.least(json(schema)).toString()).isEqualTo(json(sample).toString());
  }
}
