package dev.rollcall.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.core.testing.Await;
import dev.rollcall.openapi.Asker.Answer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Everything that is described is asked for, with good requests and bad ones, and each answer held
 * against the description. The answers are left in the build's folder {@code answers}, numbered:
 * the examples in the description come from there.
 */
@Timeout(120)
final class EveryAnswerTest {
  private static final String ACCOUNTS = "/2010-04-01/Accounts";
  private static final String OWN = ACCOUNTS + "/" + RollcallProcess.ACCOUNT;
  private static final String ROOMS = OWN + "/Conferences/";
  private static final String INSIGHTS = "/v1/Conferences";
  private static final String ROLLCALL = "/rollcall/v1";
  private static final String NO_UUID = "00000000-0000-7000-8000-000000000000";
  private static final String DIGITS = "0".repeat(32);

  /** These take a crowd, or a request that is not described. */
  private static final Set<String> NOT_PROVOKED =
      Set.of(
          "CreateParticipant 429",
          "ListEvent 429",
          "ListConferenceEvent 429",
          "ListDelivery 429",
          "FetchOpenApi 405");

  /** Says who has somebody called, so that events tell it. */
  private static final Map<String, String> AGENT =
      Map.of("OCP-Context-ID", "ocp-6f9cb96c", "OCP-Agent-Type", "ide");

  @TempDir private Path data;
  private RollcallProcess server;
  private Callbacks callbacks;
  private Asker asker;

  /** What a suspended account proves itself with. */
  private String suspended = "";

  @BeforeEach
  void start() {
    server =
        RollcallProcess.start(
            data,
            Map.of(
                "ROLLCALL_CALLS_PER_SECOND",
                "1000",
                "ROLLCALL_HTTP_MAX_BODY",
                "128 KiB",
                "ROLLCALL_TRUNKS",
                "[{ name = carrier, host = \"127.0.0.1\" }]"));
    callbacks = Callbacks.start();
    asker = new Asker(server.origin());
  }

  @AfterEach
  void stop() {
    callbacks.close();
    server.close();
  }

  @Test
  void isAsDescribed() throws Exception {
    serverItself();
    accountsAndKeys();
    usersAndTokens();
    String conference = conferenceWithParticipants();
    calls();
    insights(conference);
    events(conference);
    quality(conference);
    deliveries(conference);
    asker.description().operations().forEach(this::withoutGoodCredentials);

    Answers answers = new Answers(asker);
    answers.keep(Path.of(System.getProperty("rollcall.answers", "target/answers")));
    assertThat(answers.given()).isEqualTo(answers.told(NOT_PROVOKED));
    assertThat(answers.wrongExamples()).isEmpty();
  }

  private void serverItself() {
    asker.send("GET", "/health", Map.of(), "").is(200);
    asker.send("GET", "/metrics", Map.of(), "").is(200);
    Answer description = asker.send("GET", "/openapi.json", Map.of(), "").is(200);
    asker
        .send(
            "GET",
            "/openapi.json",
            Map.of("If-None-Match", description.header("etag").orElseThrow()),
            "")
        .is(304);
    asker.get(ROLLCALL + "/unsupported-parameters").is(200);
    asker.get(ROLLCALL + "/server").is(200);
    asker.get(ROLLCALL + "/server?x=1").is(400);
    String other = Asker.basic(RollcallProcess.OTHER_ACCOUNT, RollcallProcess.OTHER_TOKEN);
    asker.send("GET", ROLLCALL + "/server", Map.of("Authorization", other), "").is(403);
  }

  private void accountsAndKeys() {
    Answer branch = asker.post(ACCOUNTS + ".json", "FriendlyName", "branch").is(201);
    String sub = branch.text("sid");
    suspended = Asker.basic(sub, branch.text("auth_token"));
    String path = ACCOUNTS + "/" + sub;
    asker.post(ACCOUNTS + ".json", "FriendlyName", "x".repeat(65)).is(400);
    asker.get(ACCOUNTS + ".json?FriendlyName=branch&Status=active&PageSize=1").is(200);
    asker.get(ACCOUNTS + ".json?Status=gone").is(400);
    asker.get(path + ".json").is(200);
    asker.get(ACCOUNTS + "/AC" + DIGITS + ".json").is(404);
    asker.post(path + ".json", "Status", "suspended").is(200);
    asker.post(path + ".json", "Status", "gone").is(400);
    asker.post(ACCOUNTS + "/AC" + DIGITS + ".json", "Status", "closed").is(404);
    asker.post(path + "/Keys.json", "FriendlyName", "late").is(403);
    asker
        .post(path + "/Conferences/late/Participants.json", "From", "a", "To", "rollcall:tone")
        .is(403);
    String nobody = path + "/Conferences/CF" + DIGITS;
    asker.post(nobody + ".json", "AnnounceUrl", "http://127.0.0.1/x.wav").is(403);
    asker.post(nobody + ".json", "Status", "completed").is(404);
    asker.post(nobody + "/Participants/ann.json", "Muted", "true").is(403);
    asker.post(path + "/Calls/CA" + DIGITS + ".json", "Status", "completed").is(404);

    String keys = OWN + "/Keys";
    Answer key = asker.post(keys + ".json", "FriendlyName", "reports").is(201);
    String one = keys + "/" + key.text("sid") + ".json";
    asker.post(keys + ".json", "FriendlyName", "x".repeat(65)).is(400);
    asker.get(keys + ".json?PageSize=5").is(200);
    asker.get(keys + ".json?PageSize=none").is(400);
    asker.get(ACCOUNTS + "/AC" + DIGITS + "/Keys.json").is(404);
    asker.post(ACCOUNTS + "/AC" + DIGITS + "/Keys.json").is(404);
    asker.get(one).is(200);
    asker.post(one, "FriendlyName", "billing").is(200);
    asker.post(one, "FriendlyName", "x".repeat(65)).is(400);
    String noKey = keys + "/SK" + DIGITS + ".json";
    asker.get(noKey).is(404);
    asker.post(noKey, "FriendlyName", "x").is(404);
    asker.delete(noKey).is(404);
    String shown = Asker.basic(key.text("sid"), key.text("secret"));
    for (String[] each :
        new String[][] {
          {"GET", ACCOUNTS + ".json"},
          {"POST", ACCOUNTS + ".json"},
          {"GET", OWN + ".json"},
          {"POST", OWN + ".json"},
          {"GET", keys + ".json"},
          {"POST", keys + ".json"},
          {"GET", one},
          {"POST", one},
          {"DELETE", one},
          {"DELETE", ROLLCALL + "/tokens/" + NO_UUID}
        }) {
      asker.send(each[0], each[1], Map.of("Authorization", shown), "").is(403);
    }
    asker
        .send(
            "POST",
            ROLLCALL + "/tokens",
            Map.of("Authorization", shown, "Content-Type", "application/json"),
            "{\"user\": \"ann\"}")
        .is(403);
    asker.delete(one).is(204);
  }

  private void usersAndTokens() {
    String users = ROLLCALL + "/users";
    String tokens = ROLLCALL + "/tokens";
    asker
        .postJson(
            users,
            """
            {"name": "ann", "type": "user", "display_name": "Ann", "addresses": ["+4930123456"]}
            """)
        .is(201);
    asker.postJson(users, "{\"name\": \"ann\"}").is(409);
    asker.postJson(users, "{}").is(400);
    asker.get(users + "?limit=1").is(200);
    asker.get(users + "?limit=0").is(400);
    asker.get(users + "/ann").is(200);
    asker.get(users + "/nobody").is(404);
    asker.get(users + "/ann?x=1").is(400);
    Answer token =
        asker
            .postJson(
                tokens,
                """
                {"user": "helper", "type": "agent", "label": "desk", "expires_in": 3600,
                 "scopes": ["conferences:read"], "create_user": true}
                """)
            .is(201);
    asker.postJson(tokens, "{\"user\": \"ann\", \"type\": \"bot\"}").is(409);
    asker.postJson(tokens, "{\"user\": \"nobody\", \"create_user\": false}").is(404);
    asker.postJson(tokens, "{\"user\": 1}").is(400);
    asker.get(tokens + "?user=helper&limit=10").is(200);
    asker.get(tokens + "?cursor=x").is(400);
    asker.get(tokens + "?user=nobody").is(404);
    asker.delete(tokens + "/" + token.text("id")).is(200);
    asker.delete(tokens + "/" + NO_UUID).is(404);
    asker.delete(tokens + "/" + NO_UUID + "?x=1").is(400);
  }

  /** Calls a test phone, another room and nobody into a room; tries all that can be done there. */
  private String conferenceWithParticipants() {
    String list = ROOMS + "standup/Participants.json";
    Answer tone = called("tone", "rollcall:tone", "Record", "true");
    assertThat(tone.header("warnings").orElse("")).contains("Record");
    called("there", server.room("there"), "Beep", "onExit");
    // The room refuses a call that asks for what it does not know.
    called("nobody", server.room("there") + "?X-Rollcall-Muted=perhaps", "Timeout", "5");
    String conference = tone.text("conference_sid");
    awaitStatus("tone", "connected");
    awaitStatus("there", "connected");
    asker.post(list, "From", "desk").is(400);
    asker.post(list, "From", "desk", "To", "rollcall:tone", "Label", "tone").is(400);
    String foreign = ACCOUNTS + "/" + RollcallProcess.OTHER_ACCOUNT;
    asker
        .post(
            foreign + "/Conferences/standup/Participants.json", "From", "a", "To", "rollcall:tone")
        .is(404);
    Map<String, String> key = Map.of("Idempotency-Key", "once");
    asker.post(list, key, "From", "desk", "To", "rollcall:echo", "Label", "echo").is(201);
    asker.post(list, key, "From", "desk", "To", "rollcall:tone").is(409);

    asker.get(list + "?PageSize=2").is(200);
    asker.get(list + "?Muted=false&Hold=false&Coaching=false&Status=all&PageSize=1&Page=1").is(200);
    asker.get(list + "?PageToken=x").is(400);
    asker.get(ROOMS + "CF" + DIGITS + "/Participants.json").is(404);

    String one = ROOMS + "standup/Participants/tone.json";
    asker.get(one).is(200);
    asker.get(one.replace("tone", "ghost")).is(404);
    asker.post(one, "Muted", "true", "Coaching", "true", "CallSidToCoach", callOf("there")).is(200);
    asker.post(one, "Coaching", "false", "Hold", "true", "BeepOnExit", "false").is(200);
    asker.post(one, "HoldMethod", "PUT").is(400);
    asker.post(one, "Hold", "false", "Muted", "false").is(200);
    asker.post(one.replace("tone", "ghost"), "Muted", "true").is(404);
    asker.delete(one.replace("tone", "echo")).is(204);
    asker.delete(one.replace("tone", "ghost")).is(404);

    asker.get(OWN + "/Conferences.json?Status=in-progress&FriendlyName=standup").is(200);
    asker
        .get(OWN + "/Conferences.json?DateCreated%3E=2026-01-01&DateUpdated%3C=2099-01-01")
        .is(200);
    asker.get(OWN + "/Conferences.json?DateCreated=today").is(400);
    asker.get(foreign + "/Conferences.json").is(404);
    asker.get(ROOMS + "standup.json").is(200);
    asker.get(ROOMS + "nowhere.json").is(404);
    asker.post(ROOMS + "standup.json", "AnnounceUrl", "no address").is(400);
    asker.post(ROOMS + "nowhere.json", "Status", "completed").is(404);
    Await.until(() -> absent("nobody"));
    asker.post(ROOMS + "standup.json", "Status", "completed").is(200);
    asker.post(ROOMS + conference + ".json", "Status", "completed").is(400);
    asker.get(ROOMS + conference + "/Participants.json").is(200);
    asker.get(ROOMS + conference + "/Participants.json?Status=departed").is(200);
    return conference;
  }

  private Answer called(String label, String to, String name, String value) {
    return asker
        .post(
            ROOMS + "standup/Participants.json",
            AGENT,
            "From",
            "desk",
            "To",
            to,
            "Label",
            label,
            "StatusCallback",
            callbacks.gone(),
            // The validator takes a list of one for a text.
            "StatusCallbackEvent",
            "ringing",
            "StatusCallbackEvent",
            "completed",
            "ConferenceStatusCallback",
            callbacks.taken(),
            "ConferenceStatusCallbackEvent",
            "join",
            "ConferenceStatusCallbackEvent",
            "leave",
            name,
            value)
        .is(201);
  }

  private String callOf(String label) {
    return asker.get(ROOMS + "standup/Participants/" + label + ".json").is(200).text("call_sid");
  }

  private void awaitStatus(String label, String status) {
    String path = ROOMS + "standup/Participants/" + label + ".json";
    Await.until(
        () -> {
          String now = asker.get(path).text("status");
          return now.equals(status) ? Optional.empty() : Optional.of(label + " is " + now);
        });
  }

  private Optional<String> absent(String label) {
    int status = asker.get(ROOMS + "standup/Participants/" + label + ".json").status();
    return status == 404 ? Optional.empty() : Optional.of(label + " is still listed");
  }

  private void calls() {
    String list = OWN + "/Calls.json";
    Answer calls = asker.get(list).is(200);
    asker.get(list + "?Status=failed&StartTime%3C=2099-01-01&To=x&From=y&PageSize=3").is(200);
    asker.get(list + "?Status=odd").is(400);
    asker.get(list.replace(RollcallProcess.ACCOUNT, "AC" + DIGITS)).is(404);
    String one = OWN + "/Calls/" + calls.body().at("/calls/0/sid").asText() + ".json";
    asker.get(one).is(200);
    asker.get(OWN + "/Calls/CA" + DIGITS + ".json").is(404);
    asker.post(OWN + "/Calls/CA" + DIGITS + ".json", "Status", "completed").is(404);
    asker.post(one, "Twiml", "<Response/>").is(400);
    String live =
        asker
            .post(ROOMS + "brief/Participants.json", "From", "desk", "To", "rollcall:tone")
            .is(201)
            .text("call_sid");
    asker.post(OWN + "/Calls/" + live + ".json", "Status", "completed").is(200);
  }

  private void insights(String conference) {
    String one = INSIGHTS + "/" + conference;
    asker.get(INSIGHTS + "?Status=completed&CreatedAfter=2026-01-01&PageSize=1").is(200);
    asker.get(INSIGHTS + "?ConferenceSid=" + conference).is(200);
    asker.get(INSIGHTS + "?Status=odd").is(400);
    asker.get(one).is(200);
    asker.get(one + "?x=1").is(400);
    asker.get(INSIGHTS + "/CF" + DIGITS).is(404);
    String person =
        asker
            .get(one + "/Participants?Label=tone")
            .is(200)
            .body()
            .at("/participants/0/participant_sid")
            .asText();
    asker.get(one + "/Participants").is(200);
    asker.get(one + "/Participants?Events=x").is(400);
    asker.get(INSIGHTS + "/CF" + DIGITS + "/Participants").is(404);
    asker.get(one + "/Participants/" + person).is(200);
    asker.get(one + "/Participants/" + person + "?Metrics=x").is(400);
    asker.get(one + "/Participants/CP" + DIGITS).is(404);
  }

  private void events(String conference) {
    String one = ROLLCALL + "/conferences/" + conference + "/events";
    asker.get(ROLLCALL + "/events?limit=2&after=1&wait=0").is(200);
    asker.get(ROLLCALL + "/events?limit=1000&after=0").is(200);
    asker.get(ROLLCALL + "/events?limit=0").is(400);
    JsonNode events = asker.get(one + "?limit=2").is(200).body();
    assertThat(events.get("has_more").asBoolean()).isTrue();
    asker.get(one + "?after=x").is(400);
    asker.get(ROLLCALL + "/conferences/nowhere/events").is(404);
    String last = asker.get(one + "?limit=1000").is(200).text("next_after");
    Map<String, String> stream =
        Map.of("Authorization", Asker.owner(), "Accept", "text/event-stream");
    asker.send("GET", one, stream, "").is(200);
    asker.send("GET", one + "?after=" + last, stream, "").is(204);
  }

  private void quality(String conference) {
    String one = ROLLCALL + "/conferences/" + conference + "/quality";
    asker.get(one + "?limit=1").is(200);
    asker.get(one + "?live=false").is(200);
    asker.get(one + "?speaking=true").is(200);
    asker.get(one + "?live=odd").is(400);
    asker.get(ROLLCALL + "/conferences/nowhere/quality").is(404);
  }

  private void deliveries(String conference) {
    String list = ROLLCALL + "/deliveries";
    Await.until(
        () ->
            asker.get(list + "?state=failed&limit=1").is(200).body().get("deliveries").isEmpty()
                ? Optional.of("no delivery has failed")
                : Optional.empty());
    Answer failed = asker.get(list + "?state=failed").is(200);
    asker.get(list + "?conference=" + conference + "&limit=200").is(200);
    asker.get(list + "?state=odd").is(400);
    String one = list + "/" + failed.body().at("/deliveries/0/id").asText();
    asker.get(one).is(200);
    asker.get(one + "?x=1").is(400);
    asker.get(list + "/" + NO_UUID).is(404);
    asker.send("POST", one + "/retry", Map.of("Authorization", Asker.owner()), "").is(202);
    asker.post(one + "/retry?x=1").is(400);
    asker.post(list + "/" + NO_UUID + "/retry").is(404);
  }

  private void withoutGoodCredentials(Description.Operation operation) {
    if (!operation.isOpen()) {
      String path = operation.template().replaceAll("\\{[^}]+}", "x");
      asker.send(operation.method(), path, Map.of(), "").is(401);
      asker.send(operation.method(), path, Map.of("Authorization", suspended), "").is(403);
      if (operation.statuses().contains(400)) {
        asker
            .send(operation.method(), path + "?x=%FF", Map.of("Authorization", Asker.owner()), "")
            .is(400);
      }
    }
  }
}
