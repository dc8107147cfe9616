package dev.rollcall.registry;

import static dev.rollcall.registry.RegistryFixture.WEATHER;
import static dev.rollcall.registry.RegistryFixture.detail;
import static dev.rollcall.registry.RegistryFixture.registration;
import static dev.rollcall.registry.RegistryFixture.sent;
import static dev.rollcall.registry.RegistryFixture.withoutBaseUrl;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.registry.RawClient.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ChangingTest {
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

  @ParameterizedTest
  @CsvSource({
    "POST, /api/v1/registry",
    "PUT, /api/v1/registry/weather",
    "DELETE, /api/v1/registry/weather",
    "DELETE, /api/v1/registry/twilio",
    "POST, /api/v1/validate",
  })
  void onlyAdministratorsChangeAnything(String method, String target) throws IOException {
    String body = registration("weather", at("/weather.yaml"));
    for (String headers :
        new String[] {
          "Content-Type: application/json\r\n",
          "Content-Type: application/json\r\nAuthorization: Basic eDp5\r\n"
        }) {
      Answer answer = registry.send(method, target, headers, body);

      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.header("www-authenticate")).contains("Basic realm=\"Rollcall\"");
      assertThat(answer.json().path("detail").isString()).isTrue();
    }
    assertThat(site.asked()).isZero();
    assertThat(registry.catalogue.entries()).isEmpty();
  }

  @Test
  void anApiIsAddedFromAnAddressInYaml() throws IOException {
    site.serve("/docs/weather.yaml", WEATHER);

    Answer added = add(withoutBaseUrl(registration("weather", at("/docs/weather.yaml"))));

    assertThat(added.status()).as(added.body()).isEqualTo(201);
    assertThat(added.json().path("base_url").asString()).isEqualTo(site.address("/v2"));
    assertThat(added.json().path("version").asString()).isEqualTo("2.5");
    assertThat(added.json().path("endpoint_accessible").asBoolean()).isTrue();
    assertThat(added.json().path("created_at").asString()).isEqualTo("2026-11-21T08:00:00Z");
    assertThat(added.body()).doesNotContain("null");
    assertThat(registry.get("/registry/weather").body()).isEqualTo(added.body());
    assertThat(added.json().path("tools").path(0).path("name").asString()).isEqualTo("fetchCity");
  }

  @Test
  void anApiIsAddedFromWhatIsSentAsObjectOrAsText() throws IOException {
    assertThat(add(registration("one", sent("FindOne"))).status()).isEqualTo(201);
    String text = WEATHER.replace("\"", "\\\"").replace("\n", "\\n");
    assertThat(add(registration("two", "\"openapi\": \"" + text + "\"")).status()).isEqualTo(201);

    assertThat(registry.get("/registry/one").json().path("tools").path(0).path("name").asString())
        .isEqualTo("findOne");
    assertThat(registry.get("/registry/two").json().path("tools").path(0).path("name").asString())
        .isEqualTo("fetchCity");
    assertThat(registry.get("/registry/two").json().has("openapi_url")).isFalse();
  }

  @Test
  void whatWasAddedIsThereAfterARestart() throws IOException {
    add(registration("weather", sent("FindThing")));
    String before = registry.get("/registry/weather").body();

    try (RegistryFixture again = new RegistryFixture(true, registry.catalogue)) {
      assertThat(again.get("/registry/weather").body()).isEqualTo(before);
    }
  }

  @Test
  void aNameIsTakenOnlyOnce() throws IOException {
    add(registration("weather", sent("FindThing")));

    Answer again = add(registration("weather", sent("FindOther")));
    Answer own = add(registration("twilio", sent("FindOther")));

    assertThat(again.status()).isEqualTo(400);
    assertThat(again.body()).isEqualTo("{\"detail\":\"API 'weather' already exists\"}");
    assertThat(own.status()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"twilio", "rollcall", "Twilio"})
  void nobodyReplacesOrRemovesWhatIsOwn(String name) throws IOException {
    String body = registration("x", sent("Find")).replace("\"name\": \"x\",", "");

    assertThat(registry.asAdministrator("PUT", ALL + "/" + name, body).status()).isEqualTo(409);
    assertThat(registry.asAdministrator("DELETE", ALL + "/" + name, "").status()).isEqualTo(409);
    assertThat(registry.get("/registry/" + name).status()).isEqualTo(200);
  }

  @Test
  void anApiIsReplacedAndKeepsItsNumberAndBirthday() throws IOException {
    JsonNode before = add(registration("weather", sent("FindThing"))).json();
    String tag = registry.get("/registry/weather").header("etag").orElseThrow();
    registry.clock.advance(Duration.ofHours(1));

    Answer after =
        registry.asAdministrator(
            "PUT", ALL + "/weather", registration("weather", sent("FindOther")));

    assertThat(after.status()).isEqualTo(200);
    assertThat(after.json().path("id")).isEqualTo(before.path("id"));
    assertThat(after.json().path("created_at")).isEqualTo(before.path("created_at"));
    assertThat(after.json().path("updated_at").asString()).isEqualTo("2026-11-21T09:00:00Z");
    Answer read = registry.get("/registry/weather", "If-None-Match: " + tag + "\r\n");
    assertThat(read.status()).isEqualTo(200);
    assertThat(read.body()).isEqualTo(after.body());
  }

  @Test
  void whatIsNotThereIsNeitherReplacedNorRemoved() throws IOException {
    String body = registration("weather", sent("FindThing"));

    assertThat(registry.asAdministrator("PUT", ALL + "/weather", body).status()).isEqualTo(404);
    assertThat(registry.asAdministrator("DELETE", ALL + "/weather", "").status()).isEqualTo(404);
    assertThat(detail(registry.asAdministrator("PUT", ALL + "/rain", body)))
        .contains("keeps its name");
  }

  @Test
  void anApiIsRemoved() throws IOException {
    add(registration("weather", sent("FindThing")));

    Answer removed = registry.asAdministrator("DELETE", ALL + "/weather", "");

    assertThat(removed.body()).isEqualTo("{\"message\":\"API 'weather' deleted successfully\"}");
    assertThat(registry.get("/registry/weather").status()).isEqualTo(404);
    assertThat(registry.catalogue.entries()).isEmpty();
  }

  @Test
  void whatCannotBeKeptIsNotThere() throws IOException {
    add(registration("weather", sent("FindThing")));
    registry.catalogue.failing(true);

    assertThat(add(registration("rain", sent("FindThing"))).status()).isEqualTo(503);
    assertThat(registry.asAdministrator("DELETE", ALL + "/weather", "").status()).isEqualTo(503);

    assertThat(registry.get("/registry/rain").status()).isEqualTo(404);
    assertThat(registry.get("/registry/weather").status()).isEqualTo(200);
  }

  @Test
  void everythingThatIsWrongIsSaidAtOnce() throws IOException {
    Answer answer =
        add(
            """
            {"name": "No Name", "display_name": 5, "description": "short", "category": "fish",
             "tags": "one", "auth_config": {"type": "magic"}, "documentation_url": "javascript:x"}
            """);

    assertThat(answer.status()).isEqualTo(422);
    assertThat(
            answer
                .json()
                .path("detail")
                .valueStream()
                .map(each -> each.path("type").asString() + " " + each.path("loc"))
                .toList())
        .containsExactlyInAnyOrder(
            "string_pattern_mismatch [\"body\",\"name\"]",
            "string_type [\"body\",\"display_name\"]",
            "string_too_short [\"body\",\"display_name\"]",
            "string_too_short [\"body\",\"description\"]",
            "enum [\"body\",\"category\"]",
            "list_type [\"body\",\"tags\"]",
            "enum [\"body\",\"auth_config\",\"type\"]",
            "url_parsing [\"body\",\"documentation_url\"]",
            "missing [\"body\",\"openapi_url\"]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "null", "5", "{} {}"})
  void aBodyThatIsNoObjectIsRefusedInWordsOfOurs(String body) throws IOException {
    Answer answer = add(body);

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body()).doesNotContain("Source");
  }

  @Test
  void aFormOfAnotherSiteChangesNothing() throws IOException {
    Answer answer =
        registry.send(
            "POST",
            ALL,
            RegistryFixture.ADMINISTRATOR + "Content-Type: text/plain\r\n",
            registration("weather", sent("FindThing")));

    assertThat(answer.status()).isEqualTo(415);
    assertThat(registry.catalogue.entries()).isEmpty();
  }

  @Test
  void ofThoseWhoAddTheSameNameAtOnceOneDoes() throws Exception {
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Integer>> calls =
          Collections.nCopies(8, () -> add(registration("weather", sent("Find"))).status());
      List<Integer> answers = new ArrayList<>();
      for (Future<Integer> each : callers.invokeAll(calls)) {
        answers.add(each.get());
      }

      assertThat(answers).containsOnlyOnce(201).filteredOn(each -> each == 400).hasSize(7);
    }
    assertThat(registry.catalogue.entries()).hasSize(1);
  }

  @Test
  void thereAreNoMoreThanFiveHundred() throws IOException {
    for (int i = 0; i < Registry.MOST_ADDED; i++) {
      assertThat(add(registration("api-" + i, sent("Find"))).status()).isEqualTo(201);
    }

    assertThat(add(registration("one-more", sent("Find"))).status()).isEqualTo(409);
    assertThat(registry.asAdministrator("DELETE", ALL + "/api-7", "").status()).isEqualTo(200);
    assertThat(add(registration("one-more", sent("Find"))).status()).isEqualTo(201);
  }
}
