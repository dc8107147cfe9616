package dev.rollcall.registry;

import static dev.rollcall.registry.RegistryFixture.WEATHER;
import static dev.rollcall.registry.RegistryFixture.detail;
import static dev.rollcall.registry.RegistryFixture.nested;
import static dev.rollcall.registry.RegistryFixture.registration;
import static dev.rollcall.registry.RegistryFixture.sent;
import static dev.rollcall.registry.RegistryFixture.withoutBaseUrl;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.registry.RawClient.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ValidatingTest {
  private static final String ALL = "/api/v1/registry";

  private RegistryFixture registry;
  private TestSite site;

  @BeforeEach
  void start() throws IOException {
    registry = new RegistryFixture(true);
    site = new TestSite();
  }

  @AfterEach
  void stop() {
    registry.close();
    site.close();
  }

  private Answer add(String body) throws IOException {
    return registry.asAdministrator("POST", ALL, body);
  }

  private String at(String path) {
    return "\"openapi_url\": \"" + site.address(path) + "\"";
  }

  @Test
  void thePrivateNetworkIsNotAsked() throws IOException {
    site.serve("/weather.yaml", WEATHER);
    try (RegistryFixture guarded = new RegistryFixture(false)) {
      Answer added =
          guarded.asAdministrator("POST", ALL, registration("weather", at("/weather.yaml")));
      Answer validated =
          guarded.asAdministrator("POST", "/api/v1/validate", "{" + at("/weather.yaml") + "}");
      Answer probed =
          guarded.asAdministrator(
              "POST",
              "/api/v1/validate",
              "{" + sent("Find") + ", \"base_url\": \"" + site.address("/") + "\"}");

      assertThat(added.status()).isEqualTo(422);
      assertThat(detail(added)).contains("private or special network");
      assertThat(validated.json().path("valid").asBoolean()).isFalse();
      assertThat(probed.json().path("valid").asBoolean()).isTrue();
      assertThat(probed.json().path("endpoint_accessible").asBoolean()).isFalse();
    }
    assertThat(site.asked()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"file:///etc/hostname", "ftp://127.0.0.1/x", "weather.yaml", "http://"})
  void onlyTheWebIsAsked(String address) throws IOException {
    Answer answer = add(registration("weather", "\"openapi_url\": \"" + address + "\""));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().path("detail").path(0).path("type").asString())
        .isEqualTo("url_parsing");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a: [1, 2",
        "{\"openapi\": \"4.0.0\", \"paths\": {}}",
        "\u0000\u0001",
        "",
        "[just, a, list]",
        "{a: &a [x, x], b: &b [*a, *a, *a, *a, *a], c: [*b, *b, *b, *b]}",
        "<html><body>Not here</body></html>",
      })
  void whatIsNoDescriptionIsRefusedWithAReason(String text) throws IOException {
    site.serve("/weather.yaml", text);

    Answer answer = add(registration("weather", at("/weather.yaml")));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(detail(answer)).startsWith("The description could not be read: ");
    assertThat(registry.get("/registry/weather").status()).isEqualTo(404);
  }

  @Test
  void aDescriptionMayNotBeHuge() throws IOException {
    site.serve("/large.json", " ".repeat(Descriptions.MOST_BYTES + 1));
    site.serve("/deep.json", "[".repeat(100_000));
    site.serve("/many.yaml", operations(Descriptions.MOST_TOOLS + 1));
    site.serve("/most.yaml", operations(Descriptions.MOST_TOOLS));

    assertThat(detail(add(registration("large", at("/large.json"))))).contains("longer than");
    assertThat(add(registration("deep", at("/deep.json"))).status()).isEqualTo(422);
    assertThat(detail(add(registration("many", at("/many.yaml")))))
        .contains("has 2001 operations; an API may have 2000");
    assertThat(add(registration("most", at("/most.yaml"))).status()).isEqualTo(201);
  }

  private static String operations(int number) {
    return IntStream.range(0, number)
        .mapToObj(i -> "/p" + i + "\":{\"get\":{\"operationId\":\"op" + i + "\"}}")
        .collect(
            Collectors.joining(
                ",\"",
                "{\"openapi\":\"3.0.0\",\"info\":{\"title\":\"T\",\"version\":\"1\"},"
                    + "\"paths\":{\"",
                "}}"));
  }

  @Test
  void validatingTellsAndAddsNothing() throws IOException {
    site.serve("/weather.yaml", WEATHER);

    Answer good =
        registry.asAdministrator("POST", "/api/v1/validate", "{" + at("/weather.yaml") + "}");
    Answer bad = registry.asAdministrator("POST", "/api/v1/validate", "{" + at("/gone") + "}");

    assertThat(good.body())
        .isEqualTo(
            "{\"valid\":true,\"openapi_valid\":true,\"endpoint_accessible\":true,"
                + "\"tool_count\":1,\"errors\":[],\"warnings\":[]}");
    assertThat(bad.json().path("valid").asBoolean()).isFalse();
    assertThat(bad.json().path("errors").path(0).asString()).contains("answered with status 404");
    assertThat(registry.catalogue.entries()).isEmpty();
  }

  @Test
  void statusValidatesAnewForAdministratorsAndRemembers() throws IOException {
    site.serve("/weather.yaml", WEATHER);
    add(registration("weather", at("/weather.yaml")));
    site.remove("/weather.yaml");
    int asked = site.asked();

    Answer others = registry.get(ALL + "/weather/status");
    assertThat(others.json().path("valid").asBoolean()).isTrue();
    assertThat(site.asked()).isEqualTo(asked);

    registry.clock.advance(Duration.ofHours(1));
    Answer failed = registry.asAdministrator("GET", ALL + "/weather/status", "");
    assertThat(failed.json().path("valid").asBoolean()).isFalse();
    JsonNode entry = registry.get("/registry/weather").json();
    assertThat(entry.path("status").asString()).isEqualTo("validation_failed");
    assertThat(entry.path("validation_error").asString()).contains("status 404");
    assertThat(entry.path("last_validated").asString()).isEqualTo("2026-11-21T09:00:00Z");
    assertThat(entry.path("tools")).hasSize(1);
    assertThat(registry.get("/registry?status=validation_failed").json()).hasSize(1);
    assertThat(registry.get(ALL + "/weather/status").json().path("valid").asBoolean()).isFalse();

    site.serve("/weather.yaml", WEATHER.replace("FetchCity", "FetchTown"));
    assertThat(
            registry
                .asAdministrator("GET", ALL + "/weather/status", "")
                .json()
                .path("valid")
                .asBoolean())
        .isTrue();
    assertThat(registry.get("/registry/weather").json().path("status").asString())
        .isEqualTo("active");
    assertThat(
            registry.get("/registry/weather").json().path("tools").path(0).path("name").asString())
        .isEqualTo("fetchTown");
  }

  @Test
  void nobodysPasswordIsPublished() throws IOException {
    Answer answer =
        add(registration("weather", "\"openapi_url\": \"http://me:secret@127.0.0.1/x\""));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body()).doesNotContain("secret@");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        """
        {"openapi": "3.0.0", "info": {"title": "T", "version": "1"}, "paths": {},
         "servers": [{"url": "http://me:secret@127.0.0.1:9/"}]}
        """,
        """
        {"swagger": "2.0", "info": {"title": "T", "version": "1"}, "paths": {},
         "host": "me:secret@127.0.0.1:9"}
        """
      })
  void noPasswordOfADescriptionIsPublished(String description) throws IOException {
    Answer sent = add(withoutBaseUrl(registration("weather", "\"openapi\": " + description)));
    site.serve("/weather.json", description);
    Answer fetched = add(withoutBaseUrl(registration("weather", at("/weather.json"))));

    for (Answer answer : new Answer[] {sent, fetched}) {
      assertThat(answer.status()).isEqualTo(422);
      assertThat(detail(answer)).contains("has a user or a password");
      assertThat(answer.body()).doesNotContain("secret");
    }
    assertThat(add(registration("weather", at("/weather.json"))).status()).isEqualTo(201);
  }

  @Test
  void aBaseUrlThatNobodyGaveFollowsTheDescription() throws IOException {
    site.serve("/weather.yaml", WEATHER);
    add(withoutBaseUrl(registration("weather", at("/weather.yaml"))));
    add(registration("given", at("/weather.yaml")));
    site.serve("/weather.yaml", WEATHER.replace("/v2", "/v3"));

    try (RegistryFixture again = new RegistryFixture(true, registry.catalogue)) {
      again.clock.advance(Duration.ofHours(1));
      again.asAdministrator("GET", ALL + "/weather/status", "");
      again.asAdministrator("GET", ALL + "/given/status", "");

      JsonNode weather = again.get("/registry/weather").json();
      assertThat(weather.path("base_url").asString()).isEqualTo(site.address("/v3"));
      assertThat(weather.path("updated_at").asString()).isEqualTo("2026-11-21T09:00:00Z");
      assertThat(again.get("/registry/given").json().path("base_url").asString())
          .isEqualTo("http://127.0.0.1:9/");

      site.serve("/weather.yaml", WEATHER.replace("/v2", "http://me:secret@127.0.0.1:9/"));
      Answer failed = again.asAdministrator("GET", ALL + "/weather/status", "");
      assertThat(failed.json().path("valid").asBoolean()).isFalse();
      assertThat(again.get("/registry/weather").body())
          .contains("validation_failed", site.address("/v3"))
          .doesNotContain("secret");
    }
  }

  @Test
  void aToolThatIsTooLongIsLeftOut() throws IOException {
    int words = Descriptions.MOST_BYTES_OF_A_TOOL / 4 + 1;
    site.serve("/long.json", nested("Long", 0, words));
    site.serve("/named.json", nested("N".repeat(257), 0, 1));
    site.serve("/short.json", nested("Short", 0, words / 2));

    for (String path : new String[] {"/long.json", "/named.json"}) {
      Answer validated = registry.asAdministrator("POST", "/api/v1/validate", "{" + at(path) + "}");
      Answer added = add(registration(path.substring(1, 5), at(path)));

      assertThat(validated.json().path("valid").asBoolean()).isTrue();
      assertThat(validated.json().path("warnings").path(0).asString())
          .startsWith("Left out, since a tool may be 262144 bytes of JSON")
          .hasSizeLessThan(300);
      assertThat(validated.json().path("tool_count").asInt()).isZero();
      assertThat(added.json().path("tools")).isEmpty();
    }
    assertThat(add(registration("short", at("/short.json"))).json().path("tools")).hasSize(1);
  }

  @Test
  void aDescriptionMayNotNestDeep() throws IOException {
    site.serve("/deep.json", nested("Deep", 100, 1));
    site.serve("/flat.json", nested("Flat", 80, 1));

    assertThat(add(registration("deep", at("/deep.json"))).status()).isEqualTo(422);
    assertThat(add(registration("deep", "\"openapi\": " + nested("Deep", 100, 1))).status())
        .isEqualTo(422);
    assertThat(add(registration("flat", at("/flat.json"))).status()).isEqualTo(201);
  }
}
