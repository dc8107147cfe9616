package dev.rollcall.rest.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.ocp.Compatibility;
import dev.rollcall.ocp.context.ContextHeaders;
import dev.rollcall.ocp.discovery.Discovery;
import dev.rollcall.ocp.discovery.Tool;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** What the description says of contexts, and that tools made of it are free of them. */
final class ContextMarksTest {
  private final Described described = new Described();

  @Test
  void saysThatTheServerKnowsContexts() {
    JsonNode info = described.document().get("info");

    assertThat(info.get("x-ocp-enabled").asBoolean()).isTrue();
    assertThat(info.get("x-ocp-context-aware").asBoolean()).isTrue();
    assertThat(info.get("x-ocp-version").asString()).isEqualTo("1.0");
    assertThat(
            described
                .document()
                .at("/x-ocp/request_headers")
                .valueStream()
                .map(described::resolved)
                .map(each -> each.get("name").asString()))
        .containsExactlyElementsOf(ContextHeaders.NAMES);
  }

  @Test
  void marksWhatAnswersAnAccountAndNothingElse() {
    described
        .operations()
        .forEach(
            (request, operation) -> {
              boolean open = operation.has("security") && operation.get("security").isEmpty();
              assertThat(operation.has("x-ocp-context")).as(request).isNotEqualTo(open);
              boolean marked =
                  operation
                      .get("responses")
                      .valueStream()
                      .anyMatch(each -> each.has("x-ocp-context-updated"));
              assertThat(marked).as(request).isNotEqualTo(open);
            });
    assertThat(described.operation("UpdateParticipant").get("x-ocp-context").toString())
        .isEqualTo(
            "{\"enhances_with\":[\"agent_goal\",\"workspace_context\"],"
                + "\"updates_context\":[\"context_summary\"],\"requires_context\":false}");
    assertThat(described.operation("ListParticipant").get("x-ocp-context").has("enhances_with"))
        .isFalse();
  }

  @ParameterizedTest
  @EnumSource(Compatibility.class)
  void noToolHasAParameterOfTheProtocol(Compatibility compatibility) {
    List<Tool> tools = new Discovery(compatibility).read(described.document()).tools();

    assertThat(tools).hasSize(described.operations().size());
    assertThat(tools.stream().flatMap(tool -> tool.parameters().keySet().stream()))
        .noneMatch(ContextHeaders::isOne);
  }
}
