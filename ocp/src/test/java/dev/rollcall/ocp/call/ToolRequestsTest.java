package dev.rollcall.ocp.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.ocp.Compatibility;
import dev.rollcall.ocp.OcpException;
import dev.rollcall.ocp.discovery.Tool;
import dev.rollcall.ocp.discovery.ToolParameter;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ToolRequestsTest {
  private static final String BASE = "https://api.example/v1/";

  private static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text.replace('\'', '"'));
  }

  /** Parameters as {@code name location type [required]}. */
  private static Tool tool(String method, String path, boolean form, String... parameters) {
    Map<String, ToolParameter> all = new LinkedHashMap<>();
    for (String parameter : parameters) {
      List<String> parts = List.of(parameter.split(" ", -1));
      all.put(
          parts.get(0),
          new ToolParameter(
              "",
              parts.size() > 3,
              parts.get(1),
              json(parts.get(2).startsWith("[") ? parts.get(2) : "'" + parts.get(2) + "'"),
              Optional.empty(),
              Optional.empty()));
    }
    return new Tool(
        "tool",
        "",
        method,
        path,
        all,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        form,
        Optional.empty());
  }

  private static ToolRequest build(
      Compatibility compatibility, Tool tool, Map<String, ? extends @Nullable Object> parameters) {
    return new ToolRequests(compatibility).build(BASE, tool, ToolRequests.values(parameters));
  }

  private static ToolRequest correct(
      Tool tool, Map<String, ? extends @Nullable Object> parameters) {
    return build(Compatibility.CORRECT, tool, parameters);
  }

  private static ToolRequest stock(Tool tool, Map<String, ? extends @Nullable Object> parameters) {
    return build(Compatibility.STOCK, tool, parameters);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "plain|plain|plain",
        "a b|a%20b|a%20b",
        "a/b|a%2Fb|a/b",
        "a?b|a%3Fb|a?b",
        "a%2Fb|a%252Fb|a%2Fb",
        "ü|%C3%BC|%C3%BC",
        "^|%5E|%5E",
        "../x|..%2Fx|!",
        "$&|%24%26|$&",
      })
  void pathValues(String value, String correct, String stock) {
    Tool tool = tool("GET", "/things/{id}", false, "id path string required");

    assertThat(correct(tool, Map.of("id", value)).uri())
        .hasToString("https://api.example/v1/things/" + correct);
    assertThat(stock(tool, Map.of("id", value)).uri())
        .hasToString(
            stock.equals("!")
                ? "https://api.example/v1/x"
                : "https://api.example/v1/things/" + stock);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", ".."})
  void aPathValueMayNotMakeAnotherPath(String value) {
    Tool tool = tool("GET", "/things/{id}/parts", false, "id path string required");

    assertThatThrownBy(() -> correct(tool, Map.of("id", value)))
        .isInstanceOf(ValidationException.class)
        .hasMessageContaining("Parameter 'id' should be a part of a path");
    assertThat(correct(tool("GET", "/{id}.json", false, "id path string"), Map.of("id", ".")).uri())
        .hasToString("https://api.example/v1/..json");
  }

  @Test
  void valuesAreNotTakenForPlaceholders() {
    Tool tool = tool("GET", "/{a}/{b}", false, "a path string", "b path string");

    assertThat(correct(tool, Map.of("a", "{b}", "b", "$1")).uri())
        .hasToString("https://api.example/v1/%7Bb%7D/%241");
  }

  @Test
  void aPlaceholderThatNobodyToldOfIsFilledInAndRequired() {
    Tool tool = tool("GET", "/things/{id}", false);

    assertThat(correct(tool, Map.of("id", 7)).uri()).hasToString("https://api.example/v1/things/7");
    assertThatThrownBy(() -> correct(tool, Map.of()))
        .hasMessage("Parameter validation failed: Missing required parameter: id");
    assertThat(stock(tool, Map.of("id", 7)).uri())
        .hasToString("https://api.example/v1/things/%7Bid%7D");
  }

  @Test
  void queries() {
    Tool tool =
        tool(
            "GET",
            "/t",
            false,
            "Muted query boolean",
            "Tag query array",
            "Q query string",
            "None query string",
            "PageSize query integer",
            "Ratio query number");
    Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
    parameters.put("Muted", true);
    parameters.put("Tag", List.of("x", "y z"));
    parameters.put("Q", "a+b&c=~*ü");
    parameters.put("None", null);
    parameters.put("PageSize", 50.0);
    parameters.put("Ratio", 1.5);
    parameters.put("Unknown", "dropped");

    assertThat(correct(tool, parameters).uri().getRawQuery())
        .isEqualTo("Muted=true&Tag=x&Tag=y%20z&Q=a%2Bb%26c%3D~%2A%C3%BC&PageSize=50&Ratio=1.5");
    assertThat(stock(tool, parameters).uri().getRawQuery())
        .isEqualTo(
            "Muted=true&Tag=x%2Cy+z&Q=a%2Bb%26c%3D%7E*%C3%BC&None=null&PageSize=50&Ratio=1.5");
  }

  @Test
  void bodiesAreCompactJsonInUtf8() {
    Tool tool =
        tool("POST", "/t/{id}", false, "id path string", "title body string", "labels body array");
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("id", "x");
    parameters.put("title", "tü");
    parameters.put("labels", List.of(1));

    ToolRequest request = correct(tool, parameters);

    assertThat(request.body()).contains("{\"title\":\"tü\",\"labels\":[1]}");
    assertThat(request.headers()).isEqualTo(Map.of("Content-Type", "application/json"));
    assertThat(stock(tool, parameters).body()).isEqualTo(request.body());
    assertThat(correct(tool, Map.of("id", "x")).body()).isEmpty();
  }

  @Test
  void nullIsAValueInJsonOnly() {
    Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
    parameters.put("a", null);

    assertThat(correct(tool("POST", "/t", false, "a body string required"), parameters).body())
        .contains("{\"a\":null}");
    assertThatThrownBy(
            () -> correct(tool("POST", "/t", true, "a body string required"), parameters))
        .hasMessage("Parameter validation failed: Missing required parameter: a");
  }

  @Test
  void formsAndCookiesAreSent() {
    Tool tool = tool("POST", "/t", true, "To body string", "Event body array", "sid cookie string");
    Map<String, Object> parameters =
        Map.of("To", "+1 555", "Event", List.of("a", "b"), "sid", "x;y");

    ToolRequest request = correct(tool, parameters);

    assertThat(request.body()).contains("To=%2B1+555&Event=a&Event=b");
    assertThat(request.headers())
        .containsEntry("Content-Type", "application/x-www-form-urlencoded")
        .containsEntry("Cookie", "sid=x%3By");
    Tool swagger = tool("POST", "/t", false, "To formData string");
    assertThat(correct(swagger, Map.of("To", "x")).body()).contains("To=x");
    assertThat(stock(swagger, Map.of("To", "x")).body()).isEmpty();
  }

  @Test
  void headersAreSentIfTheyCanBe() {
    Tool tool = tool("GET", "/t", false, "X-Count header integer", "Host header string");

    assertThat(correct(tool, Map.of("X-Count", 3)).headers()).isEqualTo(Map.of("X-Count", "3"));
    assertThatThrownBy(() -> correct(tool, Map.of("Host", "evil")))
        .isInstanceOf(ValidationException.class);
    Tool text = tool("GET", "/t", false, "X-T header string");
    assertThatThrownBy(() -> correct(text, Map.of("X-T", "secret\r\nX: 1")))
        .isInstanceOf(ValidationException.class)
        .hasMessageNotContaining("secret");
  }

  @Test
  void stockSendsNoBodyWithGet() {
    Tool tool = tool("GET", "/t", false, "a body string");

    assertThatThrownBy(() -> stock(tool, Map.of("a", "x"))).isInstanceOf(OcpException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "integer|'text'|should be integer, got string",
        "integer|1.5|should be integer, got number",
        "integer|true|should be integer, got boolean",
        "integer|{}|should be integer, got object",
        "boolean|'true'|should be boolean, got string",
        "boolean|1|should be boolean, got number",
        "array|'x'|should be array, got string",
        "array|{}|should be array, got object",
      },
      quoteCharacter = '`')
  void refusesOtherTypes(String type, String value, String error) {
    Tool tool = tool("GET", "/t", false, "Muted query " + type);

    for (Compatibility compatibility : Compatibility.values()) {
      assertThatThrownBy(() -> build(compatibility, tool, Map.of("Muted", json(value))))
          .isInstanceOf(ValidationException.class)
          .hasMessage("Parameter validation failed: Parameter 'Muted' " + error);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "integer|5",
        "integer|5.0",
        "boolean|false",
        "array|[]",
        "string|5",
        "number|'x'",
        "object|'x'",
        "['integer','null']|5",
        "['integer','boolean']|true"
      },
      quoteCharacter = '`')
  void takesEverythingElse(String type, String value) {
    Tool tool = tool("POST", "/t", false, "a body " + type);

    assertThat(correct(tool, Map.of("a", json(value))).body()).isPresent();
  }

  @Test
  void tellsAllFaultsTogether() {
    Tool tool = tool("GET", "/t", false, "a query string required", "b query integer required");

    assertThatThrownBy(() -> correct(tool, Map.of("b", "x")))
        .isInstanceOfSatisfying(
            ValidationException.class, fault -> assertThat(fault.errors()).hasSize(2))
        .hasMessage(
            "Parameter validation failed: Missing required parameter: a, Parameter 'b' should be"
                + " integer, got string");
    assertThatThrownBy(
            () -> correct(tool("POST", "/t", false, "a body ['integer','null']"), Map.of("a", "x")))
        .hasMessageContaining("should be integer or null, got string");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/v1", "ftp://x/", "file:///etc", "https://", "not a url"})
  void wantsAnAbsoluteBaseUrl(String base) {
    assertThatThrownBy(
            () ->
                new ToolRequests(Compatibility.CORRECT)
                    .build(base, tool("GET", "/t", false), Map.of()))
        .isInstanceOf(OcpException.class)
        .hasMessageStartingWith("Invalid URL: ");
  }

  @ParameterizedTest
  @CsvSource({
    "https://a.example//, https://a.example/t, https://a.example//t",
    "https://a.example/x/, https://a.example/x/t, https://a.example/x/t",
    "http://[::1]:80, http://[::1]:80/t, http://[::1]:80/t",
  })
  void slashesAtTheEndOfTheBaseUrlAreDropped(String base, String correct, String stock) {
    Tool tool = tool("GET", "/t", false);

    assertThat(new ToolRequests(Compatibility.CORRECT).build(base, tool, Map.of()).uri())
        .hasToString(correct);
    assertThat(new ToolRequests(Compatibility.STOCK).build(base, tool, Map.of()).uri())
        .hasToString(stock);
  }

  @ParameterizedTest
  @EnumSource(Compatibility.class)
  void noPathLeadsToAnotherHost(Compatibility compatibility) {
    for (String base : List.of("https://api.example", "https://api.example/", "https://")) {
      for (String path :
          List.of("@evil.example/x", ".evil.example/x", ":8443/x", "//evil.example/x", "{to}")) {
        Tool tool = tool("GET", path, false, "to path string");
        URI reached = reached(compatibility, base, tool);
        assertThat(reached.getRawAuthority()).as(base + path).isEqualTo("api.example");
      }
    }
  }

  /** Where the call goes; to the API itself if it is refused. */
  private static URI reached(Compatibility compatibility, String base, Tool tool) {
    try {
      Map<String, JsonNode> values = ToolRequests.values(Map.of("to", "@evil.example/x"));
      return new ToolRequests(compatibility).build(base, tool, values).uri();
    } catch (OcpException refused) {
      return URI.create("https://api.example/refused");
    }
  }

  @Test
  void saysWhyAnotherHostIsNotCalled() {
    Tool tool = tool("GET", "@evil.example/x", false);

    assertThatThrownBy(
            () ->
                new ToolRequests(Compatibility.CORRECT)
                    .build("https://api.example", tool, Map.of()))
        .isInstanceOf(OcpException.class)
        .hasMessage(
            "The tool 'tool' is not called: its path leads to another host than the API's base"
                + " URL.");
  }

  @Test
  void whatJsonCannotSayIsRefused() {
    List<Object> itself = new ArrayList<>();
    itself.add(itself);

    assertThatThrownBy(() -> ToolRequests.values(Map.of("a", itself)))
        .isInstanceOf(ValidationException.class)
        .hasMessage("Parameter validation failed: Parameter 'a' cannot be written as JSON");
    assertThatThrownBy(
            () -> ToolRequests.values(Map.of("b", Collections.singletonMap(null, "secret"))))
        .isInstanceOf(ValidationException.class)
        .hasMessageNotContaining("secret");
  }
}
