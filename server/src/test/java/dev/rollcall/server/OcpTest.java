package dev.rollcall.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.core.testing.Await;
import dev.rollcall.ocp.OcpAgent;
import dev.rollcall.ocp.Registration;
import dev.rollcall.ocp.call.ToolAnswer;
import dev.rollcall.ocp.registry.ApiNotFoundException;
import dev.rollcall.phone.PhoneCall;
import dev.rollcall.rest.testing.ListContract;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** An agent of the Open Context Protocol finds the server's tools and uses them on live phones. */
final class OcpTest {
  private static final String ACCOUNT = TestServer.OWNER.sid().text();

  @TempDir private Path data;
  @TempDir private Path agentsFiles;
  private TestServer server;
  private OcpAgent agent;

  @BeforeEach
  void start() throws Exception {
    server = TestServer.start(data);
    agent =
        OcpAgent.builder("roster-agent")
            .user("alice")
            .goal("see who is in the standup")
            .folder(agentsFiles)
            .registryUrl(registry())
            .build();
    agent.registerApi(
        "twilio", Registration.fromRegistry().withHeader("Authorization", authorization()));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void listParticipantAnswersAsItsPublishedPageSays() throws Exception {
    PhoneCall ann = server.dial("standup", "ann", 400);
    server.dial("standup", "bob", 600);

    ToolAnswer answer = agent.callTool("listParticipant", place("standup"));

    assertThat(answer.status()).isEqualTo(200);
    JsonNode body = answer.json();
    new ListContract().checkParticipants(body);
    assertThat(body.get("participants").valueStream().map(each -> each.get("label").asString()))
        .containsExactlyInAnyOrder("ann", "bob");
    ann.hangUp();
    Await.until(
        () ->
            Optional.of("ann is still listed")
                .filter(
                    _ ->
                        agent
                                .callTool("listParticipant", place("standup"))
                                .json()
                                .get("participants")
                                .size()
                            != 1));
  }

  @Test
  void changesThroughTheAgentAreHeardAndListed() throws Exception {
    server.dial("standup", "ann", 400);

    ToolAnswer created =
        agent.callTool(
            "createParticipant",
            Map.of(
                "AccountSid",
                ACCOUNT,
                "ConferenceSid",
                "standup",
                "From",
                "+4930123450",
                "To",
                "rollcall:tone",
                "Label",
                "tone",
                "EarlyMedia",
                false));
    assertThat(created.status()).isEqualTo(201);
    ToolAnswer muted = muteAnn();

    assertThat(muted.status()).isEqualTo(200);
    JsonNode listed =
        agent
            .callTool(
                "listParticipant",
                Map.of("AccountSid", ACCOUNT, "ConferenceSid", "standup", "Muted", true))
            .json()
            .get("participants");
    assertThat(listed.valueStream().map(each -> each.get("label").asString()))
        .containsExactly("ann");
  }

  @Test
  void eventsKeepWhoActedThroughARestartAndTheAgentLearnsHowTheRosterStands() throws Exception {
    server.dial("standup", "ann", 400);
    ToolAnswer muted = muteAnn();

    assertThat(muted.status()).isEqualTo(200);
    assertThat(agent.context().updateFromHeaders(muted::header)).isTrue();
    assertThat(agent.context().contextSummary())
        .contains("standup: in-progress, 1 participant (1 muted)");
    assertThat(agent.context().currentGoal()).contains("see who is in the standup");

    server.close();
    server = TestServer.start(data);
    OcpAgent later = OcpAgent.builder("later").withoutFiles().registryUrl(registry()).build();
    later.registerApi(
        "rollcall", Registration.fromRegistry().withHeader("Authorization", authorization()));
    JsonNode mute =
        later
            .callTool("listEvent", Map.of("after", 0))
            .json()
            .get("events")
            .valueStream()
            .filter(each -> each.get("event").asString().equals("participant-mute"))
            .findFirst()
            .orElseThrow();
    assertThat(mute.at("/instigator/agent").asString()).isEqualTo("roster-agent");
    assertThat(mute.at("/instigator/user").asString()).isEqualTo("alice");
    assertThat(mute.at("/instigator/goal").asString()).isEqualTo("see who is in the standup");
    assertThat(mute.at("/instigator/context_id").asString()).isEqualTo(agent.context().contextId());
  }

  @Test
  void everyOperationIsATool() {
    assertThat(agent.listTools("twilio").stream().map(tool -> tool.name()))
        .contains("listParticipant", "fetchConference", "updateCall", "createNewKey")
        .doesNotHaveDuplicates();
    agent.registerApi(
        "rollcall", Registration.fromRegistry().withHeader("Authorization", authorization()));
    assertThat(agent.callTool("listEvent", Map.of()).status()).isEqualTo(200);
  }

  @Test
  void anApiThatIsNotThereIsNamedWithWhatIs() {
    assertThatThrownBy(() -> agent.registerApi("twiliox"))
        .isInstanceOfSatisfying(
            ApiNotFoundException.class,
            problem -> assertThat(problem.suggestions()).containsExactly("twilio"));
  }

  private ToolAnswer muteAnn() {
    return agent.callTool(
        "updateParticipant",
        Map.of("AccountSid", ACCOUNT, "ConferenceSid", "standup", "CallSid", "ann", "Muted", true));
  }

  private String registry() {
    InetSocketAddress http = server.http();
    return "http://" + http.getHostString() + ":" + http.getPort() + "/api/v1";
  }

  private static Map<String, Object> place(String conference) {
    return Map.of("AccountSid", ACCOUNT, "ConferenceSid", conference);
  }

  private static String authorization() {
    String credentials = ACCOUNT + ":" + TestServer.OWNER.authToken();
    return "Basic "
        + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
  }
}
