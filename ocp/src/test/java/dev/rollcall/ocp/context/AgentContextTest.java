package dev.rollcall.ocp.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class AgentContextTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-21T03:49:14.119876Z"));

  private static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text.replace('\'', '"'));
  }

  private static void did(AgentContext context, String action) {
    context.addInteraction(
        action, Optional.empty(), Optional.empty(), JsonNodeFactory.instance.objectNode());
  }

  @Test
  void aNewContextHasAllKeysInOrderAndNullForWhatItDoesNotKnow() {
    AgentContext context =
        AgentContext.builder().contextId("ocp-6f9cb96c").agentType("ide").clock(CLOCK).build();

    assertThat(context.toJson())
        .hasToString(
            "{'context_id':'ocp-6f9cb96c','agent_type':'ide','user':null,'workspace':null,"
                    .replace('\'', '"')
                + ("'current_file':null,'session':{'start_time':'2026-11-21T03:49:14.119Z',"
                        + "'interaction_count':0,'agent_type':'ide'},'history':[],"
                        + "'current_goal':null,'context_summary':null,'error_context':null,"
                        + "'recent_changes':[],'api_specs':{},"
                        + "'created_at':'2026-11-21T03:49:14.119Z',"
                        + "'last_updated':'2026-11-21T03:49:14.119Z'}")
                    .replace('\'', '"'));
  }

  @Test
  void idsAreRandomAndShort() {
    AgentContext one = AgentContext.of("ide");
    AgentContext other = AgentContext.of("ide");

    assertThat(one.contextId()).matches("ocp-[0-9a-f]{8}").isNotEqualTo(other.contextId());
    assertThat(AgentContext.builder().build().agentType()).isEqualTo("generic_agent");
  }

  @Test
  void onlyUpdatingTheGoalCountsAsAnInteraction() {
    AgentContext context = AgentContext.of("ide");

    context.updateGoal("one", Optional.of("so far"));
    context.updateGoal("two", Optional.of(""));
    did(context, "tool_call:x");

    assertThat(context.interactionCount()).isEqualTo(2);
    assertThat(context.currentGoal()).contains("two");
    assertThat(context.contextSummary()).contains("so far");
    assertThat(context.session().path("interaction_count").intValue()).isEqualTo(2);
  }

  @Test
  void keepsTheLastTenChanges() {
    AgentContext context = AgentContext.of("ide");

    IntStream.range(0, 13).forEach(change -> context.addRecentChange("change " + change));

    assertThat(context.recentChanges()).hasSize(10).startsWith("change 3").endsWith("change 12");
  }

  @Test
  void keepsTheNewestInteractionsUpToItsLimit() {
    AgentContext context = AgentContext.builder().historyLimit(3).build();

    IntStream.range(0, 5).forEach(each -> did(context, "action " + each));

    assertThat(context.history())
        .extracting(Interaction::action)
        .containsExactly("action 2", "action 3", "action 4");
  }

  @Test
  void interactionsHaveTheProtocolsKeys() {
    AgentContext context = AgentContext.builder().clock(CLOCK).build();
    ObjectNode metadata = JsonNodeFactory.instance.objectNode().put("method", "GET");

    context.addInteraction("api_call_get", Optional.of("GET /x"), Optional.empty(), metadata);
    metadata.put("changed", "later");

    assertThat(context.toJson().path("history").path(0))
        .isEqualTo(
            json(
                "{'timestamp':'2026-11-21T03:49:14.119Z','action':'api_call_get',"
                    + "'api_endpoint':'GET /x','result':null,'metadata':{'method':'GET'}}"));
  }

  @Test
  void whatIsGivenOutCannotChangeIt() {
    AgentContext context = AgentContext.of("ide");
    did(context, "something");

    context.toJson().put("user", "mallory");
    context.session().put("interaction_count", 99);
    context.history().getFirst().metadata().put("x", 1);

    assertThat(context.user()).isEmpty();
    assertThat(context.interactionCount()).isZero();
    assertThat(context.history().getFirst().metadata()).isEmpty();
  }

  @Test
  void readsWhatItWrites() {
    AgentContext context =
        AgentContext.builder().user("Zoë").workspace("proj").currentFile("a.py").build();
    context.updateGoal("修复", Optional.of("ok"));
    context.setErrorContext("it broke", Optional.of("b.py"));
    context.addRecentChange("c");
    context.addApiSpec("twilio", "registry:twilio");
    did(context, "something");

    assertThat(AgentContext.read(context.toJson()).toJson()).isEqualTo(context.toJson());
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-21T03:50:56.947355+00:00, 2026-11-21T03:50:56.947355Z",
    "2026-11-21T03:50:56+00:00, 2026-11-21T03:50:56Z",
    "2026-11-21T03:50:56.119Z, 2026-11-21T03:50:56.119Z",
    "2026-11-21T05:50:56+02:00, 2026-11-21T03:50:56Z",
    "2026-11-21T03:50:56.5, 2026-11-21T03:50:56.5Z",
  })
  void readsTheTimesOfAllLibraries(String written, Instant meant) {
    assertThat(AgentContext.read(json("{'created_at':'%s'}".formatted(written))).createdAt())
        .isEqualTo(meant);
  }

  @Test
  void readsLenientlyWhatIsMissingOrOfAnotherKind() {
    AgentContext context =
        AgentContext.read(
            json(
                "{'context_id':'ocp-1','agent_type':7,'user':{},'session':[],'history':[1,null,"
                    + "{'action':'a','interaction_id':3},{'result':'no action'}],'api_specs':'x',"
                    + "'recent_changes':[1,'c'],'created_at':'yesterday','unknown':true}"));

    assertThat(context.contextId()).isEqualTo("ocp-1");
    assertThat(context.agentType()).isEqualTo("generic_agent");
    assertThat(context.user()).isEmpty();
    assertThat(context.history()).extracting(Interaction::action).containsExactly("a");
    assertThat(context.recentChanges()).containsExactly("c");
    assertThat(context.apiSpecs()).isEmpty();
    assertThat(context.toJson().has("unknown")).isFalse();
    assertThatThrownBy(() -> AgentContext.read(json("[]")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void keepsWhatElseASessionHas() {
    AgentContext context =
        AgentContext.read(json("{'session':{'interaction_count':4,'theme':'dark'}}"));

    context.updateGoal("g");

    assertThat(context.session()).isEqualTo(json("{'interaction_count':5,'theme':'dark'}"));
  }

  @Test
  void anAnswersContextGivesGoalSummaryAndNewInteractionsButNoIdentity() {
    AgentContext context = AgentContext.builder().agentType("ide").user("alice").build();
    did(context, "mine");
    AgentContext answer = AgentContext.read(context.toJson());
    answer.updateGoal("their goal", Optional.of("their summary"));
    did(answer, "theirs");
    Map<String, String> headers = ContextHeaders.standard().encode(answer);

    boolean told = context.updateFromHeaders(name -> Optional.ofNullable(headers.get(name)));

    assertThat(told).isTrue();
    assertThat(context.currentGoal()).contains("their goal");
    assertThat(context.contextSummary()).contains("their summary");
    assertThat(context.history()).extracting(Interaction::action).containsExactly("mine", "theirs");
    assertThat(context.user()).contains("alice");
    assertThat(context.updateFromHeaders(name -> Optional.empty())).isFalse();
  }

  @Test
  void aCopyHasAnIdOfItsOwn() {
    AgentContext context = AgentContext.builder().user("alice").build();
    AgentContext copy = context.copy();

    copy.updateGoal("other");

    assertThat(copy.contextId()).isNotEqualTo(context.contextId());
    assertThat(copy.user()).contains("alice");
    assertThat(context.currentGoal()).isEmpty();
  }

  @Test
  void tellsTheConversationInOneLine() {
    AgentContext context = AgentContext.of("ide");
    assertThat(context.conversationSummary()).isEqualTo("New conversation");

    context.updateGoal("fix");
    context.setErrorContext("boom", Optional.of("a.py"));
    List.of("1", "2", "3", "4").forEach(context::addRecentChange);
    List.of("a", "b", "c", "d").forEach(action -> did(context, action));

    assertThat(context.conversationSummary())
        .isEqualTo(
            "Goal: fix | Error: boom | Working on: a.py | Recent changes: 2, 3, 4"
                + " | Recent actions: b, c, d");
  }

  @Test
  void manyThreadsMayUseIt() {
    AgentContext context = AgentContext.builder().historyLimit(10_000).build();

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int thread = 0; thread < 20; thread++) {
        threads.execute(
            () -> {
              for (int each = 0; each < 50; each++) {
                did(context, "x");
                context.updateGoal("g");
                assertThat(ContextHeaders.standard().encode(context)).isNotEmpty();
              }
            });
      }
    }

    assertThat(context.history()).hasSize(1_000);
    assertThat(context.interactionCount()).isEqualTo(1_000);
  }

  @Test
  void aHistoryIsNotShorterThanEmpty() {
    assertThatThrownBy(() -> AgentContext.builder().historyLimit(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("-1");
    AgentContext without = AgentContext.builder().historyLimit(0).build();
    without.addInteraction(
        "a", Optional.empty(), Optional.empty(), JsonNodeFactory.instance.objectNode());
    assertThat(without.history()).isEmpty();
  }
}
