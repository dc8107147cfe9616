package dev.rollcall.rest.administration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.access.Tokens;
import dev.rollcall.core.account.Account;
import dev.rollcall.core.account.Accounts;
import dev.rollcall.core.account.MemoryAccounts;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.identity.Sid;
import dev.rollcall.core.identity.SidGenerator;
import dev.rollcall.core.testing.ManualClock;
import dev.rollcall.core.testing.MemoryConversations;
import dev.rollcall.core.user.Users;
import dev.rollcall.http.HttpServer;
import dev.rollcall.http.HttpServerSettings;
import dev.rollcall.http.RequestIds;
import dev.rollcall.http.RequestObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The API on a real server over users and tokens in memory. */
final class AdministrationFixture implements AutoCloseable {
  static final AccountSid ACCOUNT = new AccountSid(new UUID(0xACC0L, 1));
  static final AccountSid OTHER = new AccountSid(new UUID(0xACC0L, 2));
  static final String OPERATOR = "operators-own-secret";
  static final String OWNER_LOGIN = basic(ACCOUNT, "secretOfOwner");
  static final String OTHER_LOGIN = basic(OTHER, "secretOfOther");

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final ManualClock clock = new ManualClock(Instant.parse("2026-11-21T08:00:00Z"));
  private final MemoryConversations store = new MemoryConversations();
  private final Tokens tokens;
  private final Accounts accounts;
  private final HttpServer server;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  AdministrationFixture(Optional<String> operatorSecret) {
    SidGenerator sids = new SidGenerator(clock, new Random(1));
    tokens = new Tokens(sids, clock, new SecureRandom(), store, store, store, _ -> true);
    MemoryAccounts records = new MemoryAccounts();
    accounts =
        new Accounts(
            List.of(new Account(ACCOUNT, "secretOfOwner"), new Account(OTHER, "secretOfOther")),
            sids,
            clock,
            new SecureRandom(),
            records,
            records);
    server =
        new HttpServer(
                HttpServerSettings.on("127.0.0.1", 0),
                new RequestIds(RandomGenerator.of("L64X128MixRandom")),
                RequestObserver.NONE,
                clock)
            .mount(
                AdministrationApi.MOUNT,
                new AdministrationApi(
                    accounts,
                    ACCOUNT,
                    operatorSecret,
                    new Users(sids, clock, store, store),
                    tokens));
    try {
      server.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An answer; an error must have the shape that all have. */
  record Answer(int status, HttpResponse<byte[]> response, JsonNode body) {
    Answer is(int expected) {
      assertThat(status).as(body.toString()).isEqualTo(expected);
      if (expected >= 400) {
        assertThat(body.propertyNames())
            .containsExactlyInAnyOrder("code", "message", "more_info", "status");
        assertThat(body.get("status").asInt()).isEqualTo(expected);
      }
      return this;
    }

    String text(String name) {
      return body.get(name).asString();
    }

    String message() {
      return body.path("message").asString();
    }

    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    List<String> texts(String array, String field) {
      return body.get(array).valueStream().map(each -> each.get(field).asString()).toList();
    }
  }

  Accounts accounts() {
    return accounts;
  }

  Tokens tokens() {
    return tokens;
  }

  MemoryConversations store() {
    return store;
  }

  Answer get(String path) {
    return send("GET", path, "", Optional.of(OWNER_LOGIN));
  }

  Answer post(String path, String json) {
    return send("POST", path, json, Optional.of(OWNER_LOGIN));
  }

  Answer delete(String path) {
    return send("DELETE", path, "", Optional.of(OWNER_LOGIN));
  }

  Answer send(String method, String path, String json, Optional<String> authorization) {
    return send(method, path, json, authorization, "application/json; charset=utf-8");
  }

  Answer send(
      String method, String path, String body, Optional<String> authorization, String type) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + server.port() + AdministrationApi.MOUNT + path))
            .timeout(Duration.ofSeconds(20))
            .header("Content-Type", type)
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    authorization.ifPresent(value -> request.header("Authorization", value));
    try {
      HttpResponse<byte[]> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      return new Answer(response.statusCode(), response, MAPPER.readTree(response.body()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    client.close();
    server.close();
    tokens.close();
  }

  static String basic(Sid user, String secret) {
    return "Basic "
        + Base64.getEncoder()
            .encodeToString((user.text() + ":" + secret).getBytes(StandardCharsets.UTF_8));
  }
}
