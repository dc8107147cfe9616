package dev.rollcall.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.account.Account;
import dev.rollcall.core.account.Accounts;
import dev.rollcall.core.account.MemoryAccounts;
import dev.rollcall.core.conference.Participant;
import dev.rollcall.core.roster.RosterSettings;
import dev.rollcall.core.testing.TestRoster;
import dev.rollcall.http.HttpServer;
import dev.rollcall.http.HttpServerSettings;
import dev.rollcall.http.RequestIds;
import dev.rollcall.http.RequestObserver;
import dev.rollcall.rest.testing.ListContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.MissingNode;

/** The API on a real server with a real roster behind it, and a client that speaks raw HTTP. */
final class ApiFixture implements AutoCloseable {
  static final String TOKEN = "0123456789abcdef0123456789abcdef";
  static final String ACCOUNT = TestRoster.ACCOUNT.text();
  static final String OTHER_ACCOUNT = TestRoster.OTHER_ACCOUNT.text();
  static final String BASE = "/2010-04-01/Accounts/" + ACCOUNT;

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final TestRoster core;
  private final Accounts accounts;
  private final ListContract contract = new ListContract();
  private final HttpServer server;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private ApiFixture(boolean strict, RosterSettings settings) {
    core = new TestRoster(settings);
    MemoryAccounts records = new MemoryAccounts();
    accounts =
        new Accounts(
            List.of(
                new Account(TestRoster.ACCOUNT, TOKEN),
                new Account(TestRoster.OTHER_ACCOUNT, "other" + TOKEN)),
            core.sids(),
            core.clock(),
            new Random(5),
            records,
            records);
    server =
        new HttpServer(
                HttpServerSettings.on("127.0.0.1", 0),
                new RequestIds(RandomGenerator.of("L64X128MixRandom")),
                RequestObserver.NONE,
                core.clock())
            .mount(
                TwilioApi.MOUNT,
                new TwilioApi(accounts, core.roster(), new RestSettings(strict), System::nanoTime));
    try {
      server.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ApiFixture usual() {
    return new ApiFixture(false, TestRoster.SETTINGS);
  }

  static ApiFixture with(RosterSettings settings) {
    return new ApiFixture(false, settings);
  }

  static ApiFixture strict() {
    return new ApiFixture(true, TestRoster.SETTINGS);
  }

  /** An answer; the body is missing if there is none. */
  record Answer(int status, HttpHeaders headers, JsonNode body) {
    Answer isOk() {
      assertThat(status).as(body.toString()).isEqualTo(200);
      return this;
    }

    /** Fails unless this is an error by Twilio's rules with this status and code. */
    Answer isError(int expectedStatus, int code) {
      assertThat(List.of(status, body.path("code").asInt()))
          .as(body.toString())
          .isEqualTo(List.of(expectedStatus, code));
      assertThat(body.propertyNames())
          .containsExactlyInAnyOrder("code", "message", "more_info", "status");
      assertThat(body.get("status").asInt()).isEqualTo(status);
      assertThat(body.get("message").asString()).isNotBlank();
      assertThat(body.get("more_info").asString())
          .isEqualTo("https://www.twilio.com/docs/errors/" + code);
      return this;
    }

    Answer isCreated() {
      assertThat(status).as(body.toString()).isEqualTo(201);
      return this;
    }

    Answer says(String part) {
      assertThat(body.path("message").asString()).contains(part);
      return this;
    }

    String header(String name) {
      return headers.firstValue(name).orElse("");
    }

    List<String> texts(String key, String field) {
      List<String> found = new ArrayList<>();
      for (JsonNode each : body.get(key)) {
        found.add(each.get(field).asString());
      }
      return found;
    }

    Optional<String> link(String name) {
      JsonNode link = body.get(name);
      return link.isNull() ? Optional.empty() : Optional.of(link.asString());
    }
  }

  TestRoster core() {
    return core;
  }

  Accounts accounts() {
    return accounts;
  }

  int port() {
    return server.port();
  }

  Answer get(String path) {
    return send("GET", path, "", Optional.of(basic(ACCOUNT, TOKEN)));
  }

  Answer post(String path, String form) {
    return send("POST", path, form, Optional.of(basic(ACCOUNT, TOKEN)));
  }

  Answer postJson(String path, String json) {
    return post(path, json, "Content-Type", "application/json");
  }

  Answer delete(String path) {
    return send("DELETE", path, "", Optional.of(basic(ACCOUNT, TOKEN)));
  }

  /** As {@link #post(String, String)} with one more header field. */
  Answer post(String path, String form, String header, String value) {
    return send("POST", path, form, Map.of("Authorization", basic(ACCOUNT, TOKEN), header, value));
  }

  Answer send(String method, String path, String form, Optional<String> authorization) {
    return send(
        method,
        path,
        form,
        authorization.map(value -> Map.of("Authorization", value)).orElseGet(Map::of));
  }

  private Answer send(String method, String path, String form, Map<String, String> headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
            .timeout(Duration.ofSeconds(20))
            .setHeader("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8")
            .method(
                method,
                form.isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(form));
    headers.forEach(request::setHeader);
    try {
      HttpResponse<byte[]> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      checkHeaders(response);
      JsonNode body =
          response.body().length == 0
              ? MissingNode.getInstance()
              : MAPPER.readTree(response.body());
      return new Answer(response.statusCode(), response.headers(), body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The participants list at {@code path}, which must be one by the contract. */
  Answer participants(String path) {
    Answer answer = get(path).isOk();
    contract.checkParticipants(answer.body());
    return answer;
  }

  static String basic(String user, String secret) {
    return "Basic "
        + Base64.getEncoder()
            .encodeToString((user + ":" + secret).getBytes(StandardCharsets.UTF_8));
  }

  static String participantsOf(Participant participant) {
    return BASE + "/Conferences/" + participant.conference() + "/Participants.json";
  }

  static String pathOf(Participant participant) {
    return BASE
        + "/Conferences/"
        + participant.conference()
        + "/Participants/"
        + participant.call()
        + ".json";
  }

  @Override
  public void close() {
    client.close();
    server.close();
    core.close();
  }

  private static void checkHeaders(HttpResponse<byte[]> response) {
    assertThat(response.headers().firstValue("Twilio-Request-Id").orElse(""))
        .matches("RQ[0-9a-f]{32}");
    assertThat(response.headers().firstValue("Twilio-Request-Duration").orElse(""))
        .matches("\\d+\\.\\d{3}");
    if (response.statusCode() != 204) {
      assertThat(response.headers().firstValue("Content-Type"))
          .contains("application/json; charset=utf-8");
    }
  }
}
