package dev.rollcall.rest.context;

import static dev.rollcall.rest.context.ContextFixture.BASE;
import static dev.rollcall.rest.context.ContextFixture.PARTICIPANTS;
import static dev.rollcall.rest.context.ContextFixture.session;
import static dev.rollcall.rest.context.ContextFixture.summary;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.rollcall.core.conference.Participant;
import dev.rollcall.core.testing.Await;
import dev.rollcall.core.testing.TestRoster;
import dev.rollcall.ocp.context.AgentContext;
import dev.rollcall.ocp.context.ContextHeaders;
import dev.rollcall.rest.door.DoorFixture;
import dev.rollcall.rest.door.DoorFixture.Answer;
import dev.rollcall.rest.events.EventsDoor;
import dev.rollcall.rest.openapi.OpenApiDoor;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** What is made of a context: kept with what happens, and answered with how the roster stands. */
final class ContextDoorTest {
  private static final AgentContext ALICE =
      AgentContext.builder()
          .contextId("ocp-6f9cb96c")
          .agentType("ide")
          .user("alice")
          .workspace("proj")
          .currentGoal("mute the noise")
          .build();
  private static final Map<String, String> HEADERS = ContextHeaders.standard().encode(ALICE);

  private final ContextFixture house = new ContextFixture();
  private final Participant ann = house.core.join("standup", "ann");
  private final Participant bob = house.core.join("standup", "bob");

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void anEventSaysWhoseDoingItIs() {
    assertThat(house.lastEvent().has("instigator")).isFalse();

    house.ask("POST", of(ann) + "?Muted=true", HEADERS).isOk();

    JsonNode event = house.lastEvent();
    assertThat(event.get("event").asString()).isEqualTo("participant-mute");
    assertThat(event.get("instigator").toString())
        .isEqualTo(
            "{\"context_id\":\"ocp-6f9cb96c\",\"agent\":\"ide\",\"user\":\"alice\","
                + "\"goal\":\"mute the noise\",\"workspace\":\"proj\"}");

    house.ask("POST", of(ann) + "?Muted=false", Map.of()).isOk();
    assertThat(house.lastEvent().has("instigator")).isFalse();
  }

  @Test
  void aCallOutBeginsAsTheDoingOfWhoAskedForIt() {
    house.ask("POST", PARTICIPANTS + "?From=desk&To=sip:cyd@example.com", HEADERS);

    Await.until(
        () ->
            house.lastEvent().get("event").asString().equals("call-initiated")
                ? Optional.empty()
                : Optional.of("the call has not begun"));
    assertThat(house.lastEvent().at("/instigator/user").asString()).isEqualTo("alice");
  }

  @Test
  void theSessionSaysWhatTheHeadersLack() {
    Map<String, String> headers = new HashMap<>(HEADERS);
    headers.keySet().removeAll(List.of(ContextHeaders.AGENT_TYPE, ContextHeaders.USER));
    headers.put(ContextHeaders.CURRENT_GOAL, "another goal");

    Answer answer = house.ask("POST", of(bob) + "?Hold=true", headers).isOk();

    JsonNode who = house.lastEvent().get("instigator");
    assertThat(who.get("agent").asString()).isEqualTo("ide");
    assertThat(who.get("user").asString()).isEqualTo("alice");
    assertThat(who.get("goal").asString()).isEqualTo("another goal");
    assertThat(answer.header(ContextHeaders.AGENT_TYPE)).isEqualTo("ide");
  }

  @Test
  void whatNobodyKnowsIsNull() {
    house
        .ask(
            "POST",
            of(bob) + "?Hold=true",
            Map.of(ContextHeaders.CONTEXT_ID, "c-1", ContextHeaders.AGENT_TYPE, "bare"))
        .isOk();

    assertThat(house.lastEvent().get("instigator").toString())
        .isEqualTo(
            "{\"context_id\":\"c-1\",\"agent\":\"bare\",\"user\":null,\"goal\":null,"
                + "\"workspace\":null}");
  }

  @Test
  void theAnswerCarriesTheContextWithAllItsKeysAndNoOthers() {
    Answer answer = house.ask("GET", PARTICIPANTS, HEADERS).isOk();

    assertThat(answer.header(ContextHeaders.CONTEXT_ID)).isEqualTo("ocp-6f9cb96c");
    assertThat(answer.header(ContextHeaders.AGENT_TYPE)).isEqualTo("ide");
    assertThat(answer.header(ContextHeaders.VERSION)).isEqualTo("1.0");
    JsonNode context = session(answer);
    assertThat(context.propertyNames())
        .containsExactlyInAnyOrder(
            "context_id",
            "agent_type",
            "user",
            "workspace",
            "current_file",
            "session",
            "history",
            "current_goal",
            "context_summary",
            "error_context",
            "recent_changes",
            "api_specs",
            "created_at",
            "last_updated");
    assertThat(context.get("current_goal").asString()).isEqualTo("mute the noise");
    assertThat(context.get("history")).isEmpty();
    assertThat(context.get("created_at").asString()).matches("2026-11-21T08:00:00.*Z");
  }

  @Test
  void theSummaryIsOfTheConferenceThatThePathNames() {
    house.ask("POST", of(ann) + "?Muted=true", Map.of()).isOk();
    Answer held = house.ask("POST", of(bob) + "?Hold=true", HEADERS).isOk();
    assertThat(summary(held))
        .isEqualTo("standup: in-progress, 2 participants (1 muted, 1 on hold)");

    assertThat(summary(house.ask("DELETE", of(bob), HEADERS)))
        .isEqualTo("standup: in-progress, 1 participant (1 muted)");
    String insights = "/v1/Conferences/" + ann.conference();
    assertThat(summary(house.ask("GET", insights, HEADERS)))
        .isEqualTo("standup: in-progress, 1 participant (1 muted)");
    String sid = BASE + "/Conferences/" + ann.conference() + ".json";
    assertThat(summary(house.ask("POST", sid + "?Status=completed", HEADERS)))
        .isEqualTo("standup: completed");
    assertThat(summary(house.ask("GET", BASE + "/Conferences.json", HEADERS)))
        .isEqualTo("no conference live");
  }

  @Test
  void elsewhereTheSummaryIsOfTheAccount() {
    assertThat(summary(house.ask("GET", BASE + "/Calls.json", HEADERS)))
        .isEqualTo("1 conference live with 2 participants");
    house.core.join("retro", "cyd");

    Answer missing = house.ask("GET", BASE + "/Conferences/nowhere.json", HEADERS);

    assertThat(missing.status()).isEqualTo(404);
    assertThat(summary(missing)).isEqualTo("2 conferences live with 3 participants");
  }

  @Test
  void aStreamCarriesTheContextInItsHead() throws IOException {
    Map<String, String> headers = new HashMap<>(HEADERS);
    headers.put("Authorization", DoorFixture.OWNER);
    headers.put("Accept", "text/event-stream");
    HttpResponse<InputStream> stream =
        house.doors.open(
            EventsDoor.CONFERENCES_MOUNT + "/" + ann.conference() + "/events", headers);
    try (InputStream body = stream.body()) {
      assertThat(stream.statusCode()).isEqualTo(200);
      assertThat(stream.headers().firstValue(ContextHeaders.CONTEXT_ID)).contains("ocp-6f9cb96c");
      assertThat(stream.headers().firstValue(ContextHeaders.SESSION)).isPresent();
      assertThat(body.read()).isNotNegative();
    }
  }

  @Test
  void whoProvesNothingIsToldNothing() {
    for (String authorization :
        List.of("", "Basic !", DoorFixture.basic(TestRoster.ACCOUNT.text(), "wrong"))) {
      Map<String, String> headers = new HashMap<>(HEADERS);
      headers.put("Authorization", authorization);
      Answer answer = house.ask("GET", PARTICIPANTS, headers).isError(401, 20003);
      assertThat(protocolHeaders(answer)).isEmpty();
    }
    assertThat(protocolHeaders(house.doors.send("GET", OpenApiDoor.MOUNT, HEADERS).isOk()))
        .isEmpty();
  }

  @Test
  void whoAsksForWhatIsOthersIsToldOnlyOfItsOwn() {
    Map<String, String> headers = new HashMap<>(HEADERS);
    headers.put("Authorization", DoorFixture.STRANGER);

    for (String path : List.of(PARTICIPANTS, "/v1/Conferences/" + ann.conference())) {
      Answer answer = house.ask("GET", path, headers);
      assertThat(answer.status()).isEqualTo(404);
      assertThat(summary(answer)).isEqualTo("no conference live");
    }
  }

  @Test
  void whoSendsNoContextGetsNone() {
    assertThat(protocolHeaders(house.ask("GET", PARTICIPANTS, Map.of()).isOk())).isEmpty();
  }

  @Test
  void aGoalThatIsTooLongIsKeptShortenedAndNotGivenBack() {
    AgentContext wordy =
        AgentContext.builder().contextId("ocp-1").currentGoal("g".repeat(300)).build();

    Answer answer =
        house.ask("POST", of(ann) + "?Muted=true", ContextHeaders.standard().encode(wordy)).isOk();

    assertThat(house.lastEvent().at("/instigator/goal").asString()).isEqualTo("g".repeat(256));
    assertThat(session(answer).get("current_goal").isNull()).isTrue();
  }

  @Test
  void theLogNamesAgentAndUserAndNothingElseOfTheContext() {
    Logger logger = (Logger) LoggerFactory.getLogger("dev.rollcall");
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    logger.setLevel(Level.TRACE);
    logger.addAppender(lines);
    try {
      house.ask("POST", of(ann) + "?Muted=true", HEADERS).isOk();
      house.ask("GET", EventsDoor.MOUNT, HEADERS).isOk();
    } finally {
      logger.detachAppender(lines);
      logger.setLevel(null);
    }

    List<String> answered = new ArrayList<>();
    for (ILoggingEvent line : List.copyOf(lines.list)) {
      String all = line.getFormattedMessage() + line.getKeyValuePairs();
      assertThat(all).doesNotContain("mute the noise", "proj", HEADERS.get(ContextHeaders.SESSION));
      if (line.getFormattedMessage().endsWith("request answered")
          || line.getFormattedMessage().endsWith("REST request answered")) {
        answered.add(all);
      }
    }
    assertThat(answered)
        .hasSize(2)
        .allSatisfy(all -> assertThat(all).contains("agent=\"ide\"", "user=\"alice\""));
  }

  private static String of(Participant participant) {
    return BASE + "/Conferences/standup/Participants/" + participant.call() + ".json";
  }

  private static List<String> protocolHeaders(Answer answer) {
    return answer.headers().map().keySet().stream().filter(ContextHeaders::isOne).toList();
  }
}
