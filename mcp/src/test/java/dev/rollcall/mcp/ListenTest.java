package dev.rollcall.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.testing.Await;
import dev.rollcall.mcp.TestClient.Reply;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** {@code subscriptions/listen} of revision 2026-07-28. */
final class ListenTest {
  private static final String LISTEN = "subscriptions/listen";
  private static final String NOTE_ONLY =
      "{'notifications':{'resourceSubscriptions':['note://everyone']}}";

  private SampleServer server;
  private TestClient client;

  @BeforeEach
  void start() throws IOException {
    server = SampleServer.start();
    client = server.client("bob");
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  @Test
  void whatIsHonouredIsAcknowledgedFirst() {
    try (EventReader events =
        client.openModern(
            LISTEN,
            "{'notifications':{'toolsListChanged':true,'promptsListChanged':false,"
                + "'resourceSubscriptions':['note://everyone','note://ada']}}")) {
      JsonNode first = next(events);
      assertThat(first.path("method").asString())
          .isEqualTo("notifications/subscriptions/acknowledged");
      assertThat(first.path("params").path("notifications").toString())
          .isEqualTo("{\"toolsListChanged\":true,\"resourceSubscriptions\":[\"note://everyone\"]}");
    }
  }

  @Test
  void onlyWhatWasAskedForComesAndCarriesTheIdOfTheRequest() {
    try (EventReader events =
        client.openModern(
            LISTEN,
            "{'notifications':{'promptsListChanged':true,"
                + "'resourceSubscriptions':['note://everyone']}}")) {
      next(events);
      server.mcp.toolsChanged();
      server.mcp.resourcesChanged();
      server.mcp.resourceUpdated("note://ada");
      server.mcp.resourceUpdated("note://everyone");
      JsonNode updated = next(events);
      assertThat(updated.path("method").asString()).isEqualTo("notifications/resources/updated");
      assertThat(updated.path("params").path("uri").asString()).isEqualTo("note://everyone");
      server.mcp.promptsChanged();
      assertThat(next(events).path("method").asString())
          .isEqualTo("notifications/prompts/list_changed");
    }
  }

  @Test
  void whoMayNotSeeAResourceAnyMoreHearsNothingMoreOfIt() {
    try (EventReader events =
        client.openModern(
            LISTEN,
            "{'notifications':{'toolsListChanged':true,"
                + "'resourceSubscriptions':['note://everyone']}}")) {
      next(events);
      server.application.shutOut.add("bob");
      server.mcp.resourceUpdated("note://everyone");
      server.mcp.toolsChanged();
      assertThat(next(events).path("method").asString())
          .isEqualTo("notifications/tools/list_changed");
    }
  }

  @Test
  void aServerThatClosesEndsTheStreamWithAResult() {
    try (EventReader events = client.openModern(LISTEN, NOTE_ONLY)) {
      next(events);
      server.mcp.close();
      JsonNode last = next(events);
      assertThat(last.path("id").asInt()).isEqualTo(7);
      assertThat(last.path("result").path("resultType").asString()).isEqualTo("complete");
      assertThat(events.next()).isEmpty();
    }
    assertThat(server.mcp.statistics().streams()).isZero();
  }

  @Test
  void aClientThatGoesAwayFreesItsPlace() {
    try (EventReader events = client.openModern(LISTEN, NOTE_ONLY)) {
      next(events);
      assertThat(server.mcp.statistics().streams()).isEqualTo(1);
    }
    Await.until(
        () ->
            server.mcp.statistics().streams() == 0
                ? Optional.empty()
                : Optional.of("the stream was noticed to be gone"));
  }

  @Test
  void oneStreamTooManyIsRefusedInWords() {
    try (EventReader one = client.openModern(LISTEN, NOTE_ONLY);
        EventReader two = client.openModern(LISTEN, NOTE_ONLY)) {
      next(one);
      next(two);
      Reply reply = client.modern(LISTEN, NOTE_ONLY);
      assertThat(reply.status()).isEqualTo(429);
      assertThat(reply.error().path("message").asString()).contains("You have 2 streams open");
      try (TestClient other = server.client("carol");
          EventReader three = other.openModern(LISTEN, NOTE_ONLY)) {
        next(three);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'notifications':7}",
        "{'notifications':{'toolsListChanged':'yes'}}",
        "{'notifications':{'resourceSubscriptions':'note://everyone'}}",
        "{'notifications':{'resourceSubscriptions':[7]}}",
        "{'notifications':{'resourceSubscriptions':['a:','b:','c:','d:']}}"
      })
  void wishesThatAreNoneOrTooManyAreInvalidParams(String params) {
    assertThat(client.modern(LISTEN, params).code()).isEqualTo(-32602);
  }

  @Test
  void aQuietStreamIsKeptAliveByComments() throws IOException {
    try (SampleServer quick = SampleServer.start(SampleServer.keepAlive(Duration.ofMillis(20)));
        TestClient bob = quick.client("bob");
        EventReader events = bob.openModern(LISTEN, NOTE_ONLY)) {
      next(events);
      assertThat(events.line()).contains("");
      assertThat(events.line().orElse("")).startsWith(":");
    }
  }

  private static JsonNode next(EventReader events) {
    JsonNode message = events.next().orElseThrow();
    SpecificationSchema.check(message, LISTEN);
    JsonNode holder = message.has("result") ? message.path("result") : message.path("params");
    assertThat(holder.path("_meta").path("io.modelcontextprotocol/subscriptionId").asInt())
        .isEqualTo(7);
    return message;
  }
}
