package dev.rollcall.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.registry.RawClient.Answer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the stock agents send, byte for byte, and that they get what they need. */
class AgentWireTest {
  private RegistryFixture registry;

  @BeforeEach
  void start() throws IOException {
    registry = new RegistryFixture(false);
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  /** The requests of the agent in JavaScript. */
  private String javaScript(String target) {
    return "GET "
        + target
        + " HTTP/1.1\r\nhost: 127.0.0.1:"
        + registry.port()
        + "\r\nconnection: keep-alive\r\naccept: */*\r\naccept-language: *\r\n"
        + "sec-fetch-mode: cors\r\nuser-agent: node\r\naccept-encoding: gzip, deflate\r\n\r\n";
  }

  /** The requests of the agent in Python, which drops the path of the registry's address. */
  private String python(String target) {
    return "GET "
        + target
        + " HTTP/1.1\r\nHost: 127.0.0.1:"
        + registry.port()
        + "\r\nUser-Agent: python-requests/2.32.5\r\nAccept-Encoding: gzip, deflate\r\n"
        + "Accept: */*\r\nConnection: keep-alive\r\n\r\n";
  }

  private JsonNode json(String request) throws IOException {
    Answer answer = RawClient.bytes(registry.port(), request);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("content-type")).contains("application/json; charset=utf-8");
    byte[] bytes = answer.body().getBytes(StandardCharsets.ISO_8859_1);
    if (answer.header("content-encoding").filter("gzip"::equals).isPresent()) {
      try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
        bytes = in.readAllBytes();
      }
    }
    return JsonMapper.shared().readTree(bytes);
  }

  @Test
  void bothAgentsFindTwilio() throws IOException {
    JsonNode forJavaScript = json(javaScript("/api/v1/registry/twilio"));
    JsonNode forPython = json(python("/registry/twilio"));

    assertThat(forPython).isEqualTo(forJavaScript);
    assertThat(forJavaScript.path("base_url").asString()).isEqualTo(registry.origin());
    assertThat(forJavaScript.path("tools").valueStream().map(each -> each.path("name").asString()))
        .containsExactly("listParticipant", "createParticipant", "fetchConferenceInsight");
  }

  @Test
  void anEntryHasNoNullsAndItsToolsTheOrderThatAgentsKnow() throws IOException {
    JsonNode entry = json(javaScript("/api/v1/registry/twilio"));

    assertThat(entry.toString()).doesNotContain("null");
    assertThat(entry.path("auth_config").path("type").asString()).isEqualTo("basic_auth");
    assertThat(entry.path("tool_count").asInt()).isEqualTo(3);
    assertThat(List.copyOf(entry.path("tools").path(0).propertyNames()))
        .containsExactly(
            "name",
            "description",
            "method",
            "path",
            "parameters",
            "response_schema",
            "operation_id",
            "tags",
            "resource");
    assertThat(entry.path("tools").path(0).path("parameters").propertyNames())
        .containsExactlyInAnyOrder("AccountSid", "ConferenceSid", "Muted");
    assertThat(entry.path("tools").path(1).path("response_schema").toString()).isEqualTo("{}");
  }

  @Test
  void whatIsNotOfTwilioIsRollcalls() throws IOException {
    assertThat(
            json(python("/registry/rollcall"))
                .path("tools")
                .valueStream()
                .map(each -> each.path("name").asString()))
        .containsExactly("fetchOther", "fetchHealth", "listEvent");
  }

  @Test
  void theListIsABareArrayWithoutTools() throws IOException {
    JsonNode list = json(javaScript("/api/v1/registry"));

    assertThat(json(python("/registry"))).isEqualTo(list);
    assertThat(list.isArray()).isTrue();
    assertThat(list.valueStream().map(each -> each.path("name").asString()))
        .containsExactly("twilio", "rollcall");
    assertThat(list.valueStream()).noneMatch(each -> each.has("tools"));
  }

  @Test
  void aNameThatIsNotThereLeadsToSuggestions() throws IOException {
    Answer missing = RawClient.ask(registry.port(), python("/registry/twiliox"));
    assertThat(missing.status()).isEqualTo(404);
    assertThat(missing.body()).isEqualTo("{\"detail\":\"API 'twiliox' not found\"}");

    assertThat(json(python("/search?q=twiliox&per_page=10")).path("results")).isEmpty();
    assertThat(json(python("/search?q=twi&per_page=10")).path("results").path(0).path("name"))
        .isEqualTo(
            json(javaScript("/api/v1/search?q=twi&per_page=10"))
                .path("results")
                .path(0)
                .path("name"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/registry/a%20b/c?d", "/registry/a%20b/c?d", "/api/v1/nothing"})
  void whatIsNotThereIsNotFoundInJson(String target) throws IOException {
    Answer answer = RawClient.ask(registry.port(), javaScript(target));

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.json().path("detail").isString()).isTrue();
  }

  @Test
  void theBaseUrlIsWhereTheClientAskedAlsoBehindAProxy() throws IOException {
    Answer answer =
        RawClient.ask(
            registry.port(),
            String.join(
                "\r\n",
                "GET /registry/twilio HTTP/1.1",
                "Host: calls.example.org",
                "X-Forwarded-Proto: https",
                "",
                ""));
    Answer forged =
        RawClient.ask(
            registry.port(), "GET /registry/twilio HTTP/1.1\r\nHost: a\"b<script>\r\n\r\n");

    assertThat(answer.json().path("base_url").asString()).isEqualTo("https://calls.example.org");
    assertThat(answer.json().path("openapi_url").asString())
        .isEqualTo("https://calls.example.org/openapi.json");
    assertThat(forged.body()).doesNotContain("<script>");
  }

  @Test
  void aCopyThatIsStillGoodIsNotSentAgain() throws IOException {
    Answer first = registry.get("/registry/twilio");
    String tag = first.header("etag").orElseThrow();

    Answer again = registry.get("/registry/twilio", "If-None-Match: \"x\", " + tag + "\r\n");
    Answer changed = registry.get("/registry/twilio", "If-None-Match: W/\"x\"\r\n");

    assertThat(again.status()).isEqualTo(304);
    assertThat(again.header("etag")).contains(tag);
    assertThat(changed.status()).isEqualTo(200);
  }

  @Test
  void onlyWhoTakesGzipGetsIt() throws IOException {
    assertThat(registry.get("/registry/twilio").header("content-encoding")).isEmpty();
    assertThat(
            registry
                .get("/registry/twilio", "Accept-Encoding: gzip;q=0\r\n")
                .header("content-encoding"))
        .isEmpty();
    Answer compressed = registry.get("/registry/twilio", "Accept-Encoding: deflate, gzip\r\n");
    assertThat(compressed.header("content-encoding")).contains("gzip");
    assertThat(compressed.header("vary")).contains("Accept, Accept-Encoding");
    assertThat(compressed.header("etag"))
        .isEqualTo(registry.get("/registry/twilio").header("etag"));
  }
}
