package dev.rollcall.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The page's check of values against schemas says what the server's says. */
class SchemaCheckTest {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Pattern ASSETS = Pattern.compile("/assets/[0-9a-f]+");

  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12,
          builder ->
              builder.schemaRegistryConfig(
                  SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

  private static final List<String> SCHEMAS =
      List.of(
          "true",
          "false",
          "{\"type\": \"integer\", \"minimum\": 1, \"maximum\": 100}",
          "{\"type\": [\"string\", \"null\"]}",
          "{\"enum\": [1, \"a\", null, {\"a\": [1]}]}",
          "{\"const\": {\"a\": 1, \"b\": 2}}",
          "{\"type\": \"number\", \"exclusiveMinimum\": 0, \"exclusiveMaximum\": 10,"
              + " \"multipleOf\": 0.01}",
          "{\"type\": \"string\", \"minLength\": 1, \"maxLength\": 2}",
          "{\"pattern\": \"^AC[0-9a-f]{2}$\"}",
          "{\"type\": \"string\", \"format\": \"uuid\"}",
          "{\"type\": \"string\", \"format\": \"date-time\"}",
          "{\"type\": \"string\", \"format\": \"date\"}",
          "{\"type\": \"array\", \"items\": {\"type\": \"integer\"}, \"minItems\": 1, \"maxItems\":"
              + " 2}",
          "{\"prefixItems\": [{\"type\": \"integer\"}], \"items\": {\"type\": \"string\"}}",
          "{\"uniqueItems\": true}",
          "{\"contains\": {\"type\": \"string\"}, \"minContains\": 1, \"maxContains\": 1}",
          "{\"required\": [\"a\"], \"properties\": {\"a\": {\"type\": \"integer\"}},"
              + " \"additionalProperties\": false}",
          "{\"patternProperties\": {\"^b\": {\"type\": \"integer\"}}, \"additionalProperties\":"
              + " {\"type\": \"string\"}}",
          "{\"propertyNames\": {\"maxLength\": 1}, \"minProperties\": 1, \"maxProperties\": 2}",
          "{\"dependentRequired\": {\"a\": [\"b\"]}}",
          "{\"dependentSchemas\": {\"a\": {\"required\": [\"b\"]}}}",
          "{\"allOf\": [{\"type\": \"integer\"}, {\"minimum\": 2}]}",
          "{\"anyOf\": [{\"type\": \"integer\"}, {\"type\": \"string\", \"minLength\": 2}]}",
          "{\"oneOf\": [{\"type\": \"integer\"}, {\"minimum\": 5}]}",
          "{\"not\": {\"type\": \"string\"}}",
          "{\"if\": {\"type\": \"integer\"}, \"then\": {\"minimum\": 5}, \"else\": {\"type\":"
              + " \"string\"}}",
          "{\"$defs\": {\"n\": {\"type\": \"object\", \"properties\": {\"a\": {\"$ref\":"
              + " \"#/$defs/n\"}}}}, \"$ref\": \"#/$defs/n\"}",
          "{\"allOf\": [{\"properties\": {\"a\": true}}], \"unevaluatedProperties\": false}",
          "{\"prefixItems\": [true], \"unevaluatedItems\": false}",
          "{\"$schema\": \"http://json-schema.org/draft-07/schema#\", \"items\": [{\"type\":"
              + " \"integer\"}], \"additionalItems\": false}",
          "{\"$schema\": \"http://json-schema.org/draft-07/schema#\", \"definitions\": {\"s\":"
              + " {\"type\": \"string\"}}, \"$ref\": \"#/definitions/s\", \"maxLength\": 1}");

  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "0",
          "1",
          "7",
          "100",
          "101",
          "1.5",
          "0.07",
          "0.075",
          "-1",
          "\"\"",
          "\"a\"",
          "\"ab\"",
          "\"🎉🎉\"",
          "\"ACab\"",
          "\"ACABC\"",
          "\"01a1ffb5-d676-7000-b971-b843dc4b6f64\"",
          "\"2026-11-21T08:00:00Z\"",
          "\"2026-02-30\"",
          "\"2026-02-28\"",
          "[]",
          "[1]",
          "[1, 2]",
          "[1, 1]",
          "[1, \"a\"]",
          "[\"a\", \"a\"]",
          "[1, 2, 3]",
          "{}",
          "{\"a\": 1}",
          "{\"a\": \"1\"}",
          "{\"a\": [1]}",
          "{\"b\": 2, \"a\": 1}",
          "{\"ab\": 1}",
          "{\"a\": 1, \"b\": 2, \"c\": 3}",
          "{\"a\": {\"a\": {\"a\": 1}}}");

  @RegisterExtension final Browsing browsing = new Browsing();

  @Test
  void itAgreesWithTheServers() {
    Page page = browsing.tab().expecting("401 GET /console/session").open("/");
    Matcher assets = ASSETS.matcher(page.content());
    assertThat(assets.find()).isTrue();
    String judged =
        (String)
            page.evaluate(
                "async ([module, schemas, values]) => {"
                    + "  const { checker } = await import(module);"
                    + "  return JSON.stringify(schemas.map((schema) => {"
                    + "    const check = checker(JSON.parse(schema));"
                    + "    return values.map((value) => check(JSON.parse(value)).length === 0);"
                    + "  }));"
                    + "}",
                List.of(assets.group() + "/playground/validate.js", SCHEMAS, VALUES));
    JsonNode byPage = JSON.readTree(judged);
    List<Map<String, String>> differences = new ArrayList<>();
    for (int i = 0; i < SCHEMAS.size(); i++) {
      Schema schema = REGISTRY.getSchema(JSON.readTree(SCHEMAS.get(i)));
      for (int j = 0; j < VALUES.size(); j++) {
        boolean byServer = schema.validate(JSON.readTree(VALUES.get(j))).isEmpty();
        if (byServer != byPage.get(i).get(j).asBoolean()) {
          differences.add(
              Map.of("schema", SCHEMAS.get(i), "value", VALUES.get(j), "server", "" + byServer));
        }
      }
    }
    assertThat(differences).isEmpty();
  }
}
