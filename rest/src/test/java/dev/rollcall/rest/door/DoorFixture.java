package dev.rollcall.rest.door;

import static org.assertj.core.api.Assertions.assertThat;

import com.twilio.http.NetworkHttpClient;
import com.twilio.http.TwilioRestClient;
import dev.rollcall.core.account.Account;
import dev.rollcall.core.account.Accounts;
import dev.rollcall.core.account.MemoryAccounts;
import dev.rollcall.core.identity.SidGenerator;
import dev.rollcall.core.testing.ManualClock;
import dev.rollcall.core.testing.TestRoster;
import dev.rollcall.http.HttpHandler;
import dev.rollcall.http.HttpServer;
import dev.rollcall.http.HttpServerSettings;
import dev.rollcall.http.RequestIds;
import dev.rollcall.http.RequestObserver;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.HttpHost;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.MissingNode;

/** Doors on a real server, and clients of two accounts that speak HTTP to it. */
public final class DoorFixture implements AutoCloseable {
  public static final String TOKEN = "0123456789abcdef0123456789abcdef";
  public static final String OWNER = basic(TestRoster.ACCOUNT.text(), TOKEN);
  public static final String STRANGER = basic(TestRoster.OTHER_ACCOUNT.text(), "other" + TOKEN);

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final HttpServer server;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** Serves {@code doors}, each below its path. */
  public DoorFixture(ManualClock clock, Map<String, HttpHandler> doors) {
    this(clock, doors, HttpServerSettings.on("127.0.0.1", 0));
  }

  public DoorFixture(ManualClock clock, Map<String, HttpHandler> doors, HttpServerSettings limits) {
    server =
        new HttpServer(
            limits,
            new RequestIds(RandomGenerator.of("L64X128MixRandom")),
            RequestObserver.NONE,
            clock);
    doors.forEach(server::mount);
    try {
      server.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The accounts of both clients; more can be made, and keys of them. */
  public static Accounts accounts() {
    ManualClock clock = new ManualClock(Instant.parse("2026-11-21T08:00:00Z"));
    MemoryAccounts store = new MemoryAccounts();
    return new Accounts(
        List.of(
            new Account(TestRoster.ACCOUNT, TOKEN),
            new Account(TestRoster.OTHER_ACCOUNT, "other" + TOKEN)),
        new SidGenerator(clock, new Random(7)),
        clock,
        new Random(8),
        store,
        store);
  }

  /** An answer; the body is missing if there is none. */
  public record Answer(int status, HttpHeaders headers, JsonNode body) {
    public Answer isOk() {
      assertThat(status).as(body.toString()).isEqualTo(200);
      return this;
    }

    /** Fails unless this is an error of the shape that all have. */
    public Answer isError(int expectedStatus, int code) {
      assertThat(List.of(status, body.path("code").asInt()))
          .as(body.toString())
          .isEqualTo(List.of(expectedStatus, code));
      assertThat(body.propertyNames())
          .containsExactlyInAnyOrder("code", "message", "more_info", "status");
      return this;
    }

    public String message() {
      return body.path("message").asString();
    }

    public String header(String name) {
      return headers.firstValue(name).orElse("");
    }

    /** A field of each record of an array. */
    public List<String> texts(String array, String field) {
      return body.get(array).valueStream().map(each -> each.get(field).asString()).toList();
    }
  }

  public int port() {
    return server.port();
  }

  public String origin() {
    return "http://127.0.0.1:" + server.port();
  }

  public Answer get(String path) {
    return send("GET", path, Map.of("Authorization", OWNER));
  }

  public Answer send(String method, String path, Map<String, String> headers) {
    try {
      return answer(
          client.send(request(method, path, headers), HttpResponse.BodyHandlers.ofByteArray()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Asks without waiting for the answer. */
  public CompletableFuture<Answer> ask(String path) {
    return client
        .sendAsync(
            request("GET", path, Map.of("Authorization", OWNER)),
            HttpResponse.BodyHandlers.ofByteArray())
        .thenApply(DoorFixture::answer);
  }

  /** Opens a streamed answer. */
  public HttpResponse<InputStream> open(String path, Map<String, String> headers) {
    try {
      return client.send(request("GET", path, headers), HttpResponse.BodyHandlers.ofInputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Twilio's own client, led here by a route alone. */
  public TwilioRestClient twilio() {
    HttpRoute route = new HttpRoute(new HttpHost("http", "127.0.0.1", server.port()));
    return new TwilioRestClient.Builder(TestRoster.ACCOUNT.text(), TOKEN)
        .httpClient(
            new NetworkHttpClient(HttpClientBuilder.create().setRoutePlanner((_, _) -> route)))
        .build();
  }

  public static String basic(String user, String secret) {
    return "Basic "
        + Base64.getEncoder()
            .encodeToString((user + ":" + secret).getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    client.shutdownNow();
    server.close();
  }

  private HttpRequest request(String method, String path, Map<String, String> headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(origin() + path))
            .timeout(PATIENCE)
            .method(method, HttpRequest.BodyPublishers.noBody());
    headers.forEach(request::header);
    return request.build();
  }

  private static Answer answer(HttpResponse<byte[]> response) {
    JsonNode body =
        response.body().length == 0 ? MissingNode.getInstance() : MAPPER.readTree(response.body());
    return new Answer(response.statusCode(), response.headers(), body);
  }
}
