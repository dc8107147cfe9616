package dev.rollcall.ocp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.ocp.call.RecordingServer.Answer;
import dev.rollcall.ocp.call.RecordingServer.Request;
import dev.rollcall.ocp.call.ToolAnswer;
import dev.rollcall.ocp.context.AgentContext;
import dev.rollcall.ocp.context.ContextHeaders;
import dev.rollcall.ocp.context.Interaction;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

class AgentHistoryTest {
  @TempDir Path folder;
  private TwilioStandIn twilio;

  @BeforeEach
  void serve() {
    twilio = new TwilioStandIn(folder);
  }

  @AfterEach
  void close() {
    twilio.close();
  }

  @Test
  void theHistoryOfAGoodCallHasNoValuesOfParameters() {
    OcpAgent agent = twilio.registered(twilio.builder());

    agent.callTool("listParticipant", TwilioStandIn.CALL);

    String endpoint =
        twilio.server.url()
            + "/2010-04-01/Accounts/{AccountSid}/Conferences/{ConferenceSid}/Participants.json";
    List<Interaction> history = agent.context().history();
    assertThat(history)
        .extracting(Interaction::action)
        .containsExactly(
            "api_registered",
            "tool_call:listParticipant",
            "api_call_get",
            "tool_response:listParticipant");
    assertThat(history)
        .extracting(item -> item.result().orElse(""))
        .containsExactly("Discovered 2 tools", "executing", "HTTP 200", "200 OK");
    assertThat(history.get(0).metadata())
        .hasToString(
            ("{'api_name':'twilio','api_title':'Twilio API','tool_count':2,'base_url':'%s/',"
                    + "'source':'registry'}")
                .formatted(twilio.server.url())
                .replace('\'', '"'));
    assertThat(history.get(1).apiEndpoint()).contains(endpoint);
    assertThat(history.get(1).metadata().path("parameters"))
        .extracting(JsonNode::stringValue)
        .containsExactlyInAnyOrder("AccountSid", "ConferenceSid", "Muted");
    assertThat(history.get(2).metadata())
        .hasToString(
            "{'method':'GET','url':'%s','domain':'127.0.0.1','success':true,'status_code':200}"
                .formatted(endpoint)
                .replace('\'', '"'));
    assertThat(history.get(3).metadata())
        .hasToString("{\"status_code\":200,\"success\":true,\"response_size\":19}");
    assertThat(agent.context().toJson().toString()).doesNotContain("AC1").doesNotContain("Basic");
    assertThat(agent.context().apiSpecs()).isEqualTo(Map.of("twilio", "registry:twilio"));
  }

  @Test
  void theHistoryHasValuesIfItIsToldTo() {
    OcpAgent agent = twilio.registered(twilio.builder().keepParameterValues());

    agent.callTool("listParticipant", TwilioStandIn.CALL);

    List<Interaction> history = agent.context().history();
    assertThat(history.get(1).apiEndpoint()).contains(twilio.server.url() + TwilioStandIn.PATH);
    assertThat(history.get(1).metadata().path("parameters").path("AccountSid").stringValue())
        .isEqualTo("AC1");
    assertThat(history.get(2).apiEndpoint()).contains("GET " + TwilioStandIn.PATH);
    assertThat(history.get(2).metadata().path("url").stringValue())
        .isEqualTo(twilio.server.url() + TwilioStandIn.PATH + "?Muted=true");
  }

  @ParameterizedTest
  @EnumSource(Compatibility.class)
  void contextsInAnswersAreTakenOverOnlyIfTold(Compatibility compatibility) {
    AgentContext theirs = AgentContext.builder().currentGoal("their goal").build();
    Map<String, String> headers = ContextHeaders.standard().encode(theirs);
    twilio.pages.put(TwilioStandIn.PATH, request -> new Answer(200, headers, new byte[0]));

    OcpAgent deaf = twilio.registered(twilio.builder().compatibility(compatibility));
    ToolAnswer answer = deaf.callTool("listParticipant", TwilioStandIn.CALL);
    assertThat(deaf.context().currentGoal()).isEmpty();
    assertThat(answer.context().orElseThrow().currentGoal()).contains("their goal");

    OcpAgent listening =
        twilio.registered(twilio.builder().compatibility(compatibility).followAnswers());
    listening.callTool("listParticipant", TwilioStandIn.CALL);
    assertThat(listening.context().currentGoal()).contains("their goal");
  }

  @Test
  void aGoalOutsideAsciiGoesInTheSession() {
    OcpAgent agent = twilio.registered(twilio.builder());
    agent.updateGoal("Zoë", "so far");

    agent.callTool("listParticipant", TwilioStandIn.CALL);

    Request sent = twilio.server.last();
    assertThat(sent.header("OCP-Current-Goal")).isEmpty();
    AgentContext told = ContextHeaders.standard().decode(sent::header).orElseThrow();
    assertThat(told.currentGoal()).contains("Zoë");
    assertThat(told.interactionCount()).isEqualTo(1);
  }

  @Test
  void aHundredCallsStayWithin8192() {
    OcpAgent agent = twilio.registered(twilio.builder());

    for (int call = 0; call < 100; call++) {
      agent.callTool("listParticipant", TwilioStandIn.CALL, "twilio", Map.of());
    }

    assertThat(agent.context().history()).hasSize(OcpAgentBuilder.HISTORY_LIMIT);
    assertThat(twilio.server.requests())
        .allMatch(request -> request.header("OCP-Session").orElse("").length() < 8_192);
  }

  @Test
  void goesOnWithASession() {
    OcpAgent first = twilio.registered(twilio.builder().user("alice"));
    assertThat(first.storage().orElseThrow().saveSession("s", first.context())).isTrue();

    OcpAgent second =
        twilio
            .builder()
            .context(first.storage().orElseThrow().loadSession("s").orElseThrow())
            .build();

    assertThat(second.context().contextId()).isEqualTo(first.context().contextId());
    assertThat(second.context().history()).isEqualTo(first.context().history());
  }

  @Test
  void aContextIsNotGivenTogetherWithWhatItSays() {
    AgentContext given = AgentContext.builder().agentType("ide").user("alice").build();

    assertThatThrownBy(() -> twilio.builder().context(given).user("bob").build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("leave them out");
    assertThatThrownBy(() -> twilio.builder().workspace("w").context(given).build())
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> twilio.builder().context(given).goal("g").build())
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> twilio.builder().context(AgentContext.of("bot")).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'bot', not 'ide'");
  }
}
