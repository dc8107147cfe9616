package dev.rollcall.ocp.context;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class ContextSchemaTest {
  private static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text.replace('\'', '"'));
  }

  @Test
  void contextsOfOursKeepIt() {
    AgentContext context =
        AgentContext.builder().agentType("修复").user("é".repeat(10_000)).workspace("w").build();
    context.updateGoal("g", Optional.of("s"));
    context.setErrorContext("e", Optional.of("f"));
    for (int each = 0; each < 20; each++) {
      context.addRecentChange("c");
    }
    context.addApiSpec("twilio", "registry:twilio");
    context.addInteraction(
        "a", Optional.of("e"), Optional.empty(), JsonNodeFactory.instance.objectNode());

    ValidationResult result = ContextSchema.validate(context);

    assertThat(result.errors()).isEmpty();
    assertThat(result.valid()).isTrue();
    assertThat(result).hasToString("Valid OCP context");
    assertThat(ContextSchema.validate(AgentContext.of("")).valid()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "context_id|'debug-1'|context.context_id: does not match ^ocp-[a-f0-9]{8,}$",
        "context_id|7|context.context_id: is integer, not string",
        "user|7|context.user: is integer, not string or null",
        "created_at|'yesterday'|context.created_at: is no date-time",
        "extra|true|context.extra: is not allowed",
        "recent_changes|['1','2','3','4','5','6','7','8','9','10','11']"
            + "|context.recent_changes: has more than 10 items",
        "recent_changes|['1',2]|context.recent_changes[1]: is integer, not string",
        "api_specs|{'x':'cache'}|context.api_specs.x: is no uri",
        "api_specs|{'a.b':'registry:a'}|context.api_specs.a.b: is not allowed",
        "session|{'start_time':'2026-11-21T03:49:14Z','interaction_count':-1,'agent_type':'x'}"
            + "|context.session.interaction_count: is less than 0",
        "session|{'start_time':'2026-11-21T03:49:14Z','interaction_count':1.5,'agent_type':'x'}"
            + "|context.session.interaction_count: is number, not integer",
        "session|{'start_time':'2026-11-21T03:49:14Z','interaction_count':1}"
            + "|context.session: 'agent_type' is missing",
        "history|[{'timestamp':'2026-11-21T03:49:14Z'}]|context.history[0]: 'action' is missing",
        "history|[{'timestamp':'2026-11-21T03:49:14Z','action':'a','interaction_id':1}]"
            + "|context.history[0].interaction_id: is not allowed",
        "history|[{'timestamp':'2026-11-21T03:49:14Z','action':'a','metadata':[]}]"
            + "|context.history[0].metadata: is array, not object",
      },
      quoteCharacter = '`')
  void saysWhatIsWrongAndWhere(String key, String value, String error) {
    ObjectNode context = AgentContext.of("ide").toJson();
    context.set(key, json(value));

    ValidationResult result = ContextSchema.validate(context);

    assertThat(result.errors()).containsExactly(error);
    assertThat(result).hasToString("Invalid OCP context: " + error);
  }

  @ParameterizedTest
  @ValueSource(strings = {"context_id", "agent_type", "created_at", "last_updated"})
  void fourKeysAreRequired(String key) {
    ObjectNode context = AgentContext.of("ide").toJson();
    context.remove(key);

    assertThat(ContextSchema.validate(context).errors())
        .containsExactly("context: '%s' is missing".formatted(key));
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "'text'", "[]", "42"})
  void onlyAnObjectIsAContext(String value) {
    assertThat(ContextSchema.validate(json(value)).valid()).isFalse();
  }

  @Test
  void severalErrorsAreToldTogether() {
    assertThat(new ValidationResult(List.of("a", "b"))).hasToString("Invalid OCP context: a; b");
  }

  @Test
  void fixesTheBeginningOfTheId() {
    AgentContext context = AgentContext.builder().contextId("0a1b2c3d").user("alice").build();

    ContextSchema.Fixed fixed = ContextSchema.fix(context);

    assertThat(fixed.result().valid()).isTrue();
    assertThat(fixed.context().contextId()).isEqualTo("ocp-0a1b2c3d");
    assertThat(fixed.context().user()).contains("alice");
    assertThat(context.contextId()).isEqualTo("0a1b2c3d");
    AgentContext fine = AgentContext.of("ide");
    assertThat(ContextSchema.fix(fine).context().toJson()).isEqualTo(fine.toJson());
  }

  @Test
  void theSchemaGivenOutIsACopy() {
    ((ObjectNode) ContextSchema.schema()).removeAll();

    assertThat(ContextSchema.schema().path("additionalProperties").booleanValue()).isFalse();
    assertThat(ContextSchema.schema().path("properties")).hasSize(14);
  }
}
