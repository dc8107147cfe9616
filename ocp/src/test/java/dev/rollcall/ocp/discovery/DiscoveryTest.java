package dev.rollcall.ocp.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.ocp.Compatibility;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What descriptions are read, and what of them beside the tools. */
final class DiscoveryTest {
  private static final Discovery CORRECT = new Discovery(Compatibility.CORRECT);
  private static final Discovery STOCK = new Discovery(Compatibility.STOCK);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'swagger': '2.0'}",
        "{'openapi': '3.0.0'}",
        "{'openapi': '3.0.4'}",
        "{'openapi': '3.1.1'}",
        "{'openapi': '3.2.0'}",
        "openapi: '3.2.0'",
        "\uFEFF{'openapi': '3.1.0'}",
        "\uFEFFopenapi: 3.1.0",
        "# a comment\n---\nopenapi: 3.0.1\n",
      })
  void supportedVersionsAreRead(String document) {
    for (Compatibility compatibility : Compatibility.values()) {
      ApiDescription description = Descriptions.read(compatibility, document);

      assertThat(description.title()).isEqualTo("Unknown API");
      assertThat(description.version()).isEqualTo("1.0.0");
      assertThat(description.description()).isEmpty();
      assertThat(description.baseUrl()).isEmpty();
      assertThat(description.tools()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'openapi': '4.0'}          | Unsupported OpenAPI version: 4.0",
        "{'openapi': '3.3.0'}        | Unsupported OpenAPI version: 3.3.0",
        "{'openapi': null}           | Unsupported OpenAPI version: ",
        "{'openapi': {'a': 1}}       | Unsupported OpenAPI version: ",
        "{'swagger': '1.2'}          | Unsupported Swagger version: 1.2",
        "{'swagger': '3', 'openapi': '3.0.0'} | Unsupported Swagger version: 3",
        "{'info': {'title': 'none'}} | Unsupported API specification format. Supported formats:"
            + " OpenAPI",
        "[]                          | Unsupported API specification format. Supported formats:"
            + " OpenAPI",
        "just words                  | Unsupported API specification format. Supported formats:"
            + " OpenAPI",
        "{'openapi': '3.0.0'         | Invalid JSON: ",
        "a: [1, 2                    | Invalid YAML: ",
        "a: b: c: d                  | Invalid YAML: ",
      })
  void whatIsNoDescriptionIsRefused(String document, String message) {
    for (Compatibility compatibility : Compatibility.values()) {
      assertThatThrownBy(() -> Descriptions.read(compatibility, document))
          .isInstanceOf(DiscoveryException.class)
          .hasMessageStartingWith(message);
    }
  }

  @Test
  void aVersionWithoutQuotesIsANumberToTheStockLibraries() {
    assertThat(Descriptions.read(Compatibility.CORRECT, "swagger: 2.0").tools()).isEmpty();
    assertThat(Descriptions.read(Compatibility.CORRECT, "openapi: 3.1").tools()).isEmpty();
    assertThatThrownBy(() -> Descriptions.read(Compatibility.STOCK, "openapi: 3.1"))
        .isInstanceOf(DiscoveryException.class)
        .hasMessageContaining("3.1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      nullValues = "-",
      value = {
        "{'servers': [{'url': 'https://a.example/v1/'}]} | - | https://a.example/v1/ |"
            + " https://a.example/v1/",
        "{'servers': []}                                 | - | ~~ | ~~",
        "{}                                  | https://b.example/docs/api.json | ~~ |"
            + " https://b.example/",
        "{'servers': [{'url': '/v1'}]}       | https://b.example/docs/api.json | /v1 |"
            + " https://b.example/v1",
        "{'servers': [{'url': 'v1'}]}        | https://b.example/docs/api.json | v1 |"
            + " https://b.example/docs/v1",
        "{'servers': [{'url': '//c.example'}]} | https://b.example/docs/api.json | //c.example |"
            + " https://c.example",
        "{'servers': [{'url': 'https://a.example'}]} | https://b.example/api.json |"
            + " https://a.example | https://a.example",
        "{'servers': [{'url': '/v1'}]}       | -                                | /v1 | /v1",
        "{'servers': [{'url': '/v1'}]}       | file:///home/api.json            | /v1 | /v1",
        "{'servers': [{'url': '/a b'}]}      | https://b.example/api.json       | /a b | /a b",
        "{'servers': [{'url': 'https://{h}.example/{v}{w}', 'variables': {'h': {'default': 'eu'},"
            + " 'v': {'enum': ['v1', 'v2']}}}]} | - | https://{h}.example/{v}{w} |"
            + " https://eu.example/v1{w}",
        "{'servers': [{'url': 'https://a.example/{'}]}   | - | https://a.example/{ |"
            + " https://a.example/{",
      })
  void theBaseUrlIsTheFirstServer(
      String document, @Nullable String documentUrl, String stock, String correct) {
    JsonNode described = openApi(document, "openapi", "3.1.0");
    Optional<URI> found = Optional.ofNullable(documentUrl).map(URI::create);

    assertThat(CORRECT.read(described, found).baseUrl()).isEqualTo(correct);
    assertThat(STOCK.read(described, found).baseUrl()).isEqualTo(stock);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      nullValues = "-",
      value = {
        "{'host': 'a.example', 'basePath': '/v1', 'schemes': ['http']} | - | http://a.example/v1 |"
            + " http://a.example/v1",
        "{'host': 'a.example'}                       | -                          |"
            + " https://a.example | https://a.example",
        "{'host': 'a.example', 'schemes': []}        | http://b.example/api.json  |"
            + " https://a.example | http://a.example",
        "{'host': 'a.example', 'schemes': ['wss', 'https']} | -                   | wss://a.example"
            + " | https://a.example",
        "{'basePath': '/v1'}                         | http://b.example:8/api.json | ~~ |"
            + " http://b.example:8/v1",
        "{'basePath': '/v1'}                         | -                          | ~~ | ~~",
      })
  void theBaseUrlOfSwaggerIsPutTogether(
      String document, @Nullable String documentUrl, String stock, String correct) {
    JsonNode described = openApi(document, "swagger", "2.0");
    Optional<URI> found = Optional.ofNullable(documentUrl).map(URI::create);

    assertThat(CORRECT.read(described, found).baseUrl()).isEqualTo(correct);
    assertThat(STOCK.read(described, found).baseUrl()).isEqualTo(stock);
  }

  private static JsonNode openApi(String document, String key, String version) {
    return ((ObjectNode) Descriptions.node(document)).put(key, version);
  }

  @Test
  void anotherBaseUrlReplacesTheDescribedOne() {
    ApiDescription description =
        Descriptions.read(
            Compatibility.CORRECT,
            "{'openapi': '3.1.0', 'servers': [{'url': 'https://a.example'}]}");

    assertThat(description.at("http://127.0.0.1:1").baseUrl()).isEqualTo("http://127.0.0.1:1");
  }

  @ParameterizedTest
  @EnumSource(Compatibility.class)
  void onlyFiveMethodsAreTools(Compatibility compatibility) {
    ApiDescription description =
        Descriptions.read(
            compatibility,
            """
            {'openapi': '3.2.0', 'paths': {'/a': {
              'patch': {}, 'delete': {}, 'GET': {}, 'put': {}, 'post': {}, 'head': {},
              'options': {}, 'trace': {}, 'query': {}, 'summary': 'a', 'x-get': {},
              'parameters': [], 'additionalOperations': {'LINK': {}}}}}
            """);

    assertThat(description.tools())
        .extracting(Tool::method)
        .containsExactly("PATCH", "DELETE", "GET", "PUT", "POST");
    assertThat(description.tools())
        .extracting(Tool::name)
        .containsExactly("patchA", "deleteA", "getA", "putA", "postA");
  }

  @Test
  void theFirstOfANameIsFound() {
    String document =
        """
        {'openapi': '3.0.0', 'paths': {
          '/a': {'get': {'operationId': 'users/list'}},
          '/b': {'get': {'operationId': 'users.list'}}}}
        """;
    ApiDescription correct = Descriptions.read(Compatibility.CORRECT, document);
    ApiDescription stock = Descriptions.read(Compatibility.STOCK, document);

    assertThat(correct.tool("usersList").orElseThrow().path()).isEqualTo("/a");
    assertThat(correct.tool("usersList2").orElseThrow().path()).isEqualTo("/b");
    assertThat(correct.tool("usersList2").orElseThrow().operationId()).contains("users.list");
    assertThat(stock.tool("usersList").orElseThrow().path()).isEqualTo("/a");
    assertThat(stock.tool("usersList2")).isEmpty();
  }

  @Test
  void formatsCanBeAdded() {
    Discovery more = CORRECT.with(new Postman("Postman", "item")).with(new Postman("Late", "info"));
    JsonNode both = Descriptions.node("{'item': [], 'info': {}}");

    assertThat(CORRECT.formats()).containsExactly("OpenAPI");
    assertThat(more.formats()).containsExactly("OpenAPI", "Postman", "Late");
    assertThat(more.read(both).title()).isEqualTo("Postman");
    assertThat(more.read(Descriptions.node("{'info': {}, 'openapi': '3.0.0'}")).title())
        .isEqualTo("Unknown API");
    assertThatThrownBy(() -> more.read(Descriptions.node("{}")))
        .isInstanceOf(DiscoveryException.class)
        .hasMessage(
            "Unsupported API specification format. Supported formats: OpenAPI, Postman, Late");
    assertThatThrownBy(() -> CORRECT.read(both)).isInstanceOf(DiscoveryException.class);
  }

  private record Postman(String name, String key) implements DescriptionFormat {
    @Override
    public boolean recognizes(JsonNode document) {
      return document.has(key);
    }

    @Override
    public ApiDescription read(JsonNode document, Optional<URI> documentUrl) {
      return new ApiDescription(name, "1", "", "", List.of(), document);
    }
  }

  @Test
  void whatBeginsWithNoSlashIsNoPath() {
    String description =
        """
        {'openapi': '3.1.0', 'paths': {'@evil.example/x': {'get': {}}, '/a': {'get': {}},
         '.evil.example/x': {'get': {}}, 'x-notes': {'get': {}}}}
        """;

    assertThat(Descriptions.read(Compatibility.CORRECT, description).tools())
        .extracting(Tool::path)
        .containsExactly("/a");
    assertThat(Descriptions.read(Compatibility.STOCK, description).tools()).hasSize(4);
  }
}
