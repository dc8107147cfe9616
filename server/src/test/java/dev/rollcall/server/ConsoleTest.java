package dev.rollcall.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.testing.Await;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the console's scripts do, over a whole server: sign in, look, follow, act, sign out. */
class ConsoleTest {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @TempDir Path data;

  @Test
  void aSessionSeesFollowsAndChangesWhatItsAccountMayUntilItEnds() throws Exception {
    try (TestServer server = TestServer.start(data)) {
      Browser browser = new Browser(server);
      assertThat(browser.get(browser.conferences()).statusCode()).isEqualTo(401);
      browser.signIn(TestServer.OWNER.sid().text(), TestServer.OWNER.authToken());

      Queue<String> events = new ConcurrentLinkedQueue<>();
      CompletableFuture<Void> streamed = browser.follow(events);
      Await.until(
          () -> events.isEmpty() ? Optional.of("the stream is not open") : Optional.empty());
      assertThat(browser.post(participants(browser), "To=rollcall:tone&From=console&Label=ann"))
          .returns(201, HttpResponse::statusCode);
      Await.until(
          () ->
              events.stream().anyMatch(line -> line.equals("event: participant-join"))
                  ? Optional.empty()
                  : Optional.of("of the participant only these are told: " + events));
      JsonNode there = json(browser.get(participants(browser))).path("participants").path(0);
      assertThat(there.path("label").asString()).isEqualTo("ann");

      assertThat(browser.post(there.path("uri").asString(), "Muted=true"))
          .returns(200, HttpResponse::statusCode);
      Await.until(
          () ->
              events.contains("event: participant-mute")
                  ? Optional.empty()
                  : Optional.of("the mute was not told"));

      browser.signOut();
      assertThat(browser.get(browser.conferences()).statusCode()).isEqualTo(401);
      assertThat(browser.post(there.path("uri").asString(), "Muted=false").statusCode())
          .isEqualTo(401);
      // What is sent next finds the session over; the door's keep-alive would.
      server.api().post("Conferences/standup/Participants/ann.json", "Muted=false");
      assertThat(streamed.handle((_, _) -> true).get(20, TimeUnit.SECONDS)).isTrue();
      assertThat(events).doesNotContain("event: participant-unmute");
    }
  }

  @Test
  void aSessionOfATokenManagesNothingAndOneOfAnotherAccountSeesNothing() throws Exception {
    try (TestServer server = TestServer.start(data)) {
      Browser ann = new Browser(server);
      ann.signIn("", server.management().tokenFor("ann", "conferences:read").secret());
      assertThat(ann.get(ann.conferences()).statusCode()).isEqualTo(200);
      assertThat(ann.post(participants(ann), "To=rollcall:tone&From=console").statusCode())
          .isEqualTo(403);
      assertThat(ann.get("/rollcall/v1/tokens").statusCode()).isEqualTo(403);

      Browser other = new Browser(server);
      other.signIn(TestServer.OTHER.sid().text(), TestServer.OTHER.authToken());
      assertThat(other.get(other.conferences()).statusCode()).isEqualTo(404);
    }
  }

  @Test
  void thePageIsAtTheRootAndLeavesTheOtherDoorsAsTheyWere() throws Exception {
    try (TestServer server = TestServer.start(data)) {
      HttpResponse<String> page = server.api().open("/");
      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(page.headers().firstValue("Content-Security-Policy")).isPresent();
      assertThat(server.api().open("/health/live").statusCode()).isEqualTo(200);
      assertThat(
              server
                  .api()
                  .open("/2010-04-01/Accounts.json")
                  .headers()
                  .firstValue("WWW-Authenticate"))
          .isPresent();
    }
  }

  private static String participants(Browser browser) {
    return browser.account() + "/Conferences/standup/Participants.json";
  }

  private static JsonNode json(HttpResponse<String> response) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return JsonMapper.shared().readTree(response.body());
  }

  /** A browser with a page of the console open. */
  private static final class Browser {
    private final String origin;
    private String cookie = "none=";

    Browser(TestServer server) {
      origin =
          "http://" + server.http().getAddress().getHostAddress() + ":" + server.http().getPort();
    }

    String account() {
      return "/2010-04-01/Accounts/" + TestServer.OWNER.sid();
    }

    String conferences() {
      return account() + "/Conferences.json";
    }

    void signIn(String user, String secret) throws IOException, InterruptedException {
      HttpResponse<String> response =
          send(
              request("/console/session")
                  .header("Content-Type", "application/json")
                  .POST(
                      BodyPublishers.ofString(
                          "{\"user\":\"" + user + "\",\"secret\":\"" + secret + "\"}")));
      assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
      cookie = response.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
    }

    void signOut() throws IOException, InterruptedException {
      assertThat(send(request("/console/session").DELETE()).statusCode()).isEqualTo(204);
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
      return send(request(path).GET());
    }

    HttpResponse<String> post(String path, String form) throws IOException, InterruptedException {
      return send(
          request(path)
              .header("Content-Type", "application/x-www-form-urlencoded")
              .POST(BodyPublishers.ofString(form)));
    }

    /** Reads the account's events into {@code lines}; done when their stream has ended. */
    CompletableFuture<Void> follow(Queue<String> lines) {
      return CLIENT
          .sendAsync(
              request("/rollcall/v1/events").header("Accept", "text/event-stream").GET().build(),
              BodyHandlers.ofLines())
          .thenAcceptAsync(response -> response.body().forEach(lines::add));
    }

    private HttpRequest.Builder request(String path) {
      return HttpRequest.newBuilder(URI.create(origin + path))
          .header("Cookie", cookie)
          .header("Origin", origin)
          .header("Rollcall-Console", "1");
    }

    private static HttpResponse<String> send(HttpRequest.Builder request)
        throws IOException, InterruptedException {
      return CLIENT.send(request.build(), BodyHandlers.ofString());
    }
  }
}
