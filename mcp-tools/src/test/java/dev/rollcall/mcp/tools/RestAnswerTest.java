package dev.rollcall.mcp.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.account.Account;
import dev.rollcall.core.account.Accounts;
import dev.rollcall.core.testing.TestRoster;
import dev.rollcall.http.Header;
import dev.rollcall.http.Headers;
import dev.rollcall.http.HttpRequest;
import dev.rollcall.http.HttpResponse;
import dev.rollcall.rest.RestSettings;
import dev.rollcall.rest.TwilioApi;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What is in a conference has to be the same at both doors, field by field. */
class RestAnswerTest {
  private static final String TOKEN = "0123456789abcdef0123456789abcdef";

  private final World world = new World();
  private final Visitor anna = world.person("anna");
  private final TwilioApi rest =
      new TwilioApi(
          new Accounts(List.of(new Account(TestRoster.ACCOUNT, TOKEN))),
          world.phones().roster(),
          new RestSettings(false),
          System::nanoTime);

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void participantsHaveTheFieldsAndValuesOfTheRestAnswer() {
    world.phones().join("standup", "first");
    world.phones().join("standup", "second");
    String coach = world.phones().join("standup", "coach").call().text();
    String sid = world.phones().join("standup", "left").conference().text();
    update("first", "'muted': true");
    update("second", "'hold': true");
    update(coach, "'coaching': true, 'call_sid_to_coach': '%s'".formatted(call("first")));
    world.call(
        anna,
        "remove_conference_participant",
        "{'conference': 'standup', 'participant': 'left', 'confirm': true}");

    assertSame(sid, "", "");
    assertSame(sid, "?Muted=true", ", 'muted': true");
    assertSame(sid, "?Hold=true", ", 'hold': true");
    assertSame(sid, "?Coaching=true", ", 'coaching': true");
  }

  private void assertSame(String sid, String query, String filter) {
    JsonNode tool =
        world.call(anna, "list_conference_participants", "{'conference': 'standup'" + filter + "}");
    JsonNode participants = rest(sid, query).get("participants");
    assertThat(participants).as(query).isNotEmpty();
    assertThat(tool.get("data").toString()).as(query).isEqualTo(participants.toString());
  }

  private void update(String participant, String controls) {
    world.call(
        anna,
        "update_conference_participant",
        "{'conference': 'standup', 'participant': '" + participant + "', " + controls + "}");
  }

  private String call(String label) {
    JsonNode page = world.call(anna, "list_conference_participants", "{'conference': 'standup'}");
    for (JsonNode each : page.get("data")) {
      if (each.get("label").asString().equals(label)) {
        return each.get("call_sid").asString();
      }
    }
    throw new AssertionError(label + " not in " + page);
  }

  private JsonNode rest(String sid, String query) {
    String account = TestRoster.ACCOUNT.text();
    String proof =
        Base64.getEncoder()
            .encodeToString((account + ":" + TOKEN).getBytes(StandardCharsets.US_ASCII));
    HttpResponse response =
        rest.handle(
            HttpRequest.parse(
                "RQ1",
                "GET",
                "%s/Accounts/%s/Conferences/%s/Participants.json%s"
                    .formatted(TwilioApi.MOUNT, account, sid, query),
                new Headers(List.of(new Header("Authorization", "Basic " + proof))),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 4_000)));
    String body = new String(response.body(), StandardCharsets.UTF_8);
    assertThat(response.status()).as(body).isEqualTo(200);
    return World.MAPPER.readTree(body);
  }
}
