package dev.rollcall.mcp.conformance;

import dev.rollcall.mcp.Content;
import dev.rollcall.mcp.Prompt;
import dev.rollcall.mcp.PromptDefinition;
import dev.rollcall.mcp.PromptDefinition.Argument;
import dev.rollcall.mcp.PromptHandler;
import dev.rollcall.mcp.PromptOutcome;
import dev.rollcall.mcp.PromptResult;
import dev.rollcall.mcp.ResourceContents;
import java.util.Arrays;
import java.util.List;

/** The prompts that the suite asks for. */
final class Prompts {
  static final String WITH_ARGUMENTS = "test_prompt_with_arguments";

  private Prompts() {}

  static List<Prompt<Anyone>> all() {
    return List.of(
        prompt(
            "test_simple_prompt",
            "A text.",
            List.of(),
            (_, _) -> messages(new Content.Text("This is a simple prompt for testing."))),
        prompt(
            WITH_ARGUMENTS,
            "A text with two arguments in it.",
            List.of(
                new Argument("arg1", "The first argument.", true),
                new Argument("arg2", "The second argument.", true)),
            (arguments, _) ->
                messages(
                    new Content.Text(
                        "Prompt with arguments: arg1='%s', arg2='%s'"
                            .formatted(arguments.get("arg1"), arguments.get("arg2"))))),
        prompt(
            "test_prompt_with_embedded_resource",
            "A resource and a text.",
            List.of(new Argument("resourceUri", "The URI the resource is given.", true)),
            (arguments, _) ->
                messages(
                    new Content.Embedded(
                        new ResourceContents.Text(
                            arguments.getOrDefault("resourceUri", ""),
                            Samples.TEXT_TYPE,
                            "Embedded resource content for testing.")),
                    new Content.Text("Please process the embedded resource above."))),
        prompt(
            "test_prompt_with_image",
            "An image and a text.",
            List.of(),
            (_, _) ->
                messages(
                    new Content.Image(Samples.IMAGE, Samples.IMAGE_TYPE),
                    new Content.Text("Please analyze the image above."))),
        prompt(
            "test_input_required_result_prompt",
            "A text for which the person at the client is asked.",
            List.of(),
            (_, call) ->
                Questions.text(call, "user_context", "context")
                    .<PromptOutcome>map(
                        context -> messages(new Content.Text("Prompt with context: " + context)))
                    .orElseGet(
                        () ->
                            Questions.ask(
                                "user_context",
                                Questions.form(
                                    "What context should the prompt use?", "context")))));
  }

  /** The prompt that comes and goes. */
  static Prompt<Anyone> changing() {
    return prompt(
        "test_changing_prompt",
        "A prompt that is only sometimes there.",
        List.of(),
        (_, _) -> messages(new Content.Text("This prompt is here for the moment.")));
  }

  private static Prompt<Anyone> prompt(
      String name, String description, List<Argument> arguments, PromptHandler<Anyone> handler) {
    return new Prompt<>(new PromptDefinition(name, name, description, arguments), handler);
  }

  private static PromptResult messages(Content... content) {
    return new PromptResult(
        "For testing",
        Arrays.stream(content)
            .map(each -> new PromptResult.Message(PromptResult.Role.USER, each))
            .toList());
  }
}
