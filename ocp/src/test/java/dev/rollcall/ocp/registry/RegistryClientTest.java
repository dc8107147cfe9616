package dev.rollcall.ocp.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.ocp.Compatibility;
import dev.rollcall.ocp.call.HttpCaller;
import dev.rollcall.ocp.call.RecordingServer;
import dev.rollcall.ocp.call.RecordingServer.Answer;
import dev.rollcall.ocp.call.RecordingServer.Request;
import dev.rollcall.ocp.discovery.ApiDescription;
import dev.rollcall.ocp.discovery.Tool;
import java.net.http.HttpClient;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryClientTest {
  private Function<Request, Answer> answers = request -> Answer.json(404, "{}");
  private final RecordingServer server = new RecordingServer(request -> answers.apply(request));
  private final RegistryClient registry = at(server.url() + "/api/v1/");

  private static RegistryClient at(String url) {
    return new RegistryClient(
        url,
        new HttpCaller(HttpClient.newHttpClient(), Compatibility.CORRECT, 100_000),
        Compatibility.CORRECT);
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void asksForAnApiWithoutSayingAnythingOfItself() {
    answers =
        request ->
            Answer.json(
                """
                {"id": 1, "name": "twilio", "display_name": "Twilio API", "description": "Calls",
                 "base_url": "https://api.twilio.com/", "status": "active",
                 "tools": [{"name": "listParticipant", "description": "d", "method": "GET",
                   "path": "/P.json"}, {"description": "has no name"}, null]}
                """);

    ApiDescription api = registry.api("twilio");

    assertThat(server.last().line()).isEqualTo("GET /api/v1/registry/twilio HTTP/1.1");
    assertThat(server.last().head())
        .doesNotContainIgnoringCase("\nOCP-")
        .doesNotContainIgnoringCase("Upgrade")
        .doesNotContainIgnoringCase("Authorization");
    assertThat(server.last().header("Accept")).contains("*/*");
    assertThat(api.title()).isEqualTo("Twilio API");
    assertThat(api.version()).isEqualTo("1.0.0");
    assertThat(api.baseUrl()).isEqualTo("https://api.twilio.com/");
    assertThat(api.tools()).extracting(Tool::name).containsExactly("listParticipant");
    assertThat(api.source().path("status").stringValue()).isEqualTo("active");
  }

  @Test
  void anEntryMayLackNearlyEverything() {
    answers = request -> Answer.json("{\"name\":\"x\",\"description\":null,\"base_url\":null}");

    ApiDescription api = registry.api("x");

    assertThat(api.title()).isEqualTo("x");
    assertThat(api.description()).isEmpty();
    assertThat(api.baseUrl()).isEmpty();
    assertThat(api.tools()).isEmpty();
  }

  @Test
  void suggestsWhatTheNameFinds() {
    answers =
        request ->
            request.target().contains("/search")
                ? Answer.json(
                    "{\"results\":[{\"name\":\"a\"},{\"name\":\"b\"},{\"name\":null},"
                        + "{\"name\":\"c\"},{\"name\":\"d\"}]}")
                : Answer.json(404, "{}");

    assertThatThrownBy(() -> registry.api("twiliox"))
        .isInstanceOfSatisfying(
            ApiNotFoundException.class,
            found -> assertThat(found.suggestions()).containsExactly("a", "b", "c"))
        .hasMessage("API 'twiliox' not found in registry. Did you mean: a, b, c?");
    assertThat(server.requests()).hasSize(2);
  }

  @Test
  void suggestsWhatTheFirstLettersFindIfTheNameFindsNothing() {
    answers =
        request ->
            request.target().contains("/search")
                ? Answer.json("{\"results\":[]}")
                : Answer.json(404, "{}");

    assertThatThrownBy(() -> registry.api("twiliox"))
        .hasMessage("API 'twiliox' not found in registry");
    assertThat(server.requests())
        .extracting(Request::target)
        .containsExactly(
            "/api/v1/registry/twiliox",
            "/api/v1/search?q=twiliox&per_page=10",
            "/api/v1/search?q=twi&per_page=10");
  }

  @Test
  void aNameOfTwoLettersHasNoFirstLettersToSearchFor() {
    assertThatThrownBy(() -> registry.api("ab")).isInstanceOf(ApiNotFoundException.class);

    assertThat(server.requests()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({"500, Internal Server Error", "503, Service Unavailable", "599, HTTP 599"})
  void otherAnswersMeanThatItIsUnavailable(int status, String why) {
    answers = request -> Answer.json(status, "{}");

    assertThatThrownBy(() -> registry.api("x"))
        .isInstanceOfSatisfying(
            RegistryUnavailableException.class,
            failed -> assertThat(failed.registryUrl()).isEqualTo(server.url() + "/api/v1"))
        .hasMessage("Registry unavailable at " + server.url() + "/api/v1: " + why);
    assertThat(registry.list()).isEmpty();
    assertThat(registry.search("x")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"<html>", "", "[]", "null", "42"})
  void answersThatAreNoEntryMeanThatItIsUnavailable(String answer) {
    answers = request -> Answer.json(answer);

    assertThatThrownBy(() -> registry.api("x")).isInstanceOf(RegistryUnavailableException.class);
    assertThat(registry.list()).isEmpty();
    assertThat(registry.search("x")).isEmpty();
  }

  @Test
  void sayThatItCannotBeReached() {
    server.close();

    assertThatThrownBy(() -> registry.api("x"))
        .isInstanceOf(RegistryUnavailableException.class)
        .hasMessageEndingWith(": Could not connect to registry");
    assertThat(registry.list()).isEmpty();
  }

  @Test
  void listsAndSearches() {
    answers =
        request ->
            request.target().contains("/search")
                ? Answer.json("{\"results\":[{\"name\":\"found\"}]}")
                : Answer.json("[{\"name\":\"a\"},{\"name\":\"b\"}]");

    assertThat(registry.list()).containsExactly("a", "b");
    assertThat(registry.search("a b&c")).containsExactly("found");
    assertThat(server.last().target()).isEqualTo("/api/v1/search?q=a%20b%26c&per_page=10");
  }

  @Test
  void namesAreEncoded() {
    assertThatThrownBy(() -> registry.api("a b/c?d")).isInstanceOf(ApiNotFoundException.class);

    assertThat(server.requests().getFirst().target()).isEqualTo("/api/v1/registry/a%20b%2Fc%3Fd");
  }

  @Test
  void theUrlIsTheOneChosenOrTheEnvironmentsOrTheDefault() {
    Map<String, String> environment = Map.of("OCP_REGISTRY_URL", "http://env");

    assertThat(RegistryClient.url(Optional.of("http://x"), environment)).isEqualTo("http://x");
    assertThat(RegistryClient.url(Optional.empty(), environment)).isEqualTo("http://env");
    assertThat(RegistryClient.url(Optional.empty(), Map.of()))
        .isEqualTo("https://opencontextprotocol.io/api/v1");
    assertThat(at("http://x//").url()).isEqualTo("http://x");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ftp://x", "opencontextprotocol.io", "file:///etc/passwd"})
  void otherUrlsAreRefused(String url) {
    assertThatThrownBy(() -> at(url))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid registry URL: " + url);
  }
}
