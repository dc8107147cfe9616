package dev.rollcall.mcp.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.mcp.InputRequest;
import dev.rollcall.mcp.InputRequired;
import dev.rollcall.mcp.ToolOutcome;
import dev.rollcall.mcp.ToolResult;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What destructive tools want before they act. */
class ConfirmationTest {
  private final World world = new World();
  private final Visitor anna = world.person("anna");
  private final String conversation = world.conversation(anna);
  private final String message = world.post(anna, conversation, "Hello");

  ConfirmationTest() {
    world.add(anna, conversation, world.person("ben"), "member");
    world.phones().join("standup", "first");
    world.phones().join("standup", "second");
  }

  @AfterEach
  void close() {
    world.close();
  }

  @ParameterizedTest
  @EnumSource(
      value = Operation.class,
      names = {"DELETE_.*", "REMOVE_.*", "END_.*"},
      mode = EnumSource.Mode.MATCH_ANY)
  void withoutConfirmationNothingIsDoneAndTheErrorTeaches(Operation operation) {
    for (String confirm : new String[] {"", ", \"confirm\": false"}) {
      ToolOutcome outcome =
          world.outcome(
              TestInvocation.of(anna), operation.toolName(), arguments(operation, confirm));
      assertThat(World.text((ToolResult) outcome))
          .isEqualTo(
              ("Nothing was done: %s cannot be undone. Once a person agrees, call it again with"
                      + " confirm: true.")
                  .formatted(operation.toolName()));
    }
    assertNothingHappened();
  }

  @ParameterizedTest
  @EnumSource(
      value = Operation.class,
      names = {"DELETE_.*", "REMOVE_.*", "END_.*"},
      mode = EnumSource.Mode.MATCH_ANY)
  void aClientThatCanAskIsAskedAndAYesIsEnough(Operation operation) {
    String arguments = arguments(operation, "");
    ToolOutcome first =
        world.outcome(TestInvocation.asking(anna, Map.of()), operation.toolName(), arguments);
    assertThat(first).isInstanceOf(InputRequired.class);
    InputRequest request = ((InputRequired) first).requests().get("confirm");
    assertThat(request).isInstanceOf(InputRequest.Elicitation.class);
    assertThat(((InputRequest.Elicitation) request).message()).containsPattern("[?]");
    assertNothingHappened();
    ToolOutcome second =
        world.outcome(
            TestInvocation.asking(
                anna,
                Map.of(
                    "confirm",
                    World.MAPPER.readTree(
                        "{\"action\":\"accept\",\"content\":{\"confirm\":true}}"))),
            operation.toolName(),
            arguments);
    assertThat(((ToolResult) second).isError()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"action\":\"decline\"}",
        "{\"action\":\"cancel\"}",
        "{\"action\":\"accept\"}",
        "{\"action\":\"accept\",\"content\":{\"confirm\":false}}",
        "{\"action\":\"accept\",\"content\":{\"confirm\":\"yes\"}}",
        "{}",
        "[]",
        "null"
      })
  void anythingButAYesIsANo(String answer) {
    ToolOutcome outcome =
        world.outcome(
            TestInvocation.asking(anna, Map.of("confirm", World.MAPPER.readTree(answer))),
            "delete_conversation",
            arguments(Operation.DELETE_CONVERSATION, ""));
    assertThat(World.text((ToolResult) outcome))
        .isEqualTo("Nothing was done: the person who was asked did not agree.");
    assertNothingHappened();
  }

  @Test
  void whoMayNotSeeItIsNotAskedAboutIt() {
    ToolOutcome outcome =
        world.outcome(
            TestInvocation.asking(world.person("olga"), Map.of()),
            "delete_conversation",
            arguments(Operation.DELETE_CONVERSATION, ""));
    assertThat(World.text((ToolResult) outcome)).contains("is visible to you");
  }

  private void assertNothingHappened() {
    assertThat(
            world
                .call(anna, "get_conversation", "{'conversation_id': '%s'}", conversation)
                .get("message_count")
                .asInt())
        .isEqualTo(1);
    assertThat(
            world
                .call(
                    anna,
                    "list_conversation_participants",
                    "{'conversation_id': '%s'}",
                    conversation)
                .get("data"))
        .hasSize(2);
    assertThat(world.phones().hangUps()).isEmpty();
  }

  private String arguments(Operation operation, String confirm) {
    String text =
        switch (operation) {
          case DELETE_CONVERSATION -> "{'conversation_id': '%s'".formatted(conversation);
          case DELETE_CONVERSATION_MESSAGE ->
              "{'conversation_id': '%s', 'message_id': '%s'".formatted(conversation, message);
          case DELETE_CONVERSATION_PARTICIPANT ->
              "{'conversation_id': '%s', 'participant': 'ben'".formatted(conversation);
          case REMOVE_CONFERENCE_PARTICIPANT -> "{'conference': 'standup', 'participant': 'first'";
          case END_CONFERENCE -> "{'conference': 'standup'";
          default -> throw new AssertionError(operation + " destroys nothing");
        };
    return text.replace('\'', '"') + confirm + "}";
  }
}
