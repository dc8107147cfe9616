package dev.rollcall.mcp;

import dev.rollcall.mcp.schema.NearestName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Finds what a call names and makes the work of it. */
final class Calls<P> {
  private final Catalogues<P> catalogues;

  Calls(Catalogues<P> catalogues) {
    this.catalogues = catalogues;
  }

  /**
   * The tool that {@code params} of {@code tools/call} name.
   *
   * @throws McpException with -32602 if there is none that the caller sees
   */
  PreparedTool<P> tool(Client<P> client, ObjectNode params) throws McpException {
    String name = Params.text(params, "name");
    PreparedCatalogue<P> catalogue = catalogues.of(client.caller());
    Optional<PreparedTool<P>> tool = catalogue.tool(name);
    if (tool.isEmpty()) {
      throw unknown("tool", name, catalogue.toolNames(), "tools/list");
    }
    return tool.get();
  }

  /** A call of {@code tool}; its arguments are looked at when it runs. */
  Work<P> work(PreparedTool<P> tool, ObjectNode arguments) {
    return new ToolWork<>(tool, arguments);
  }

  /**
   * The prompt that {@code params} of {@code prompts/get} name, with its arguments.
   *
   * @throws McpException with -32602 if there is none that the caller sees, or they do not fit
   */
  Work<P> prompt(Client<P> client, ObjectNode params) throws McpException {
    String name = Params.text(params, "name");
    PreparedCatalogue<P> catalogue = catalogues.of(client.caller());
    Optional<Prompt<P>> prompt = catalogue.prompt(name);
    if (prompt.isEmpty()) {
      throw unknown("prompt", name, catalogue.promptNames(), "prompts/list");
    }
    return new PromptWork<>(
        prompt.get(),
        promptArguments(prompt.get().definition(), Params.object(params, "arguments")));
  }

  private static McpException unknown(String kind, String name, List<String> known, String list) {
    String shown = name.length() > 128 ? name.substring(0, 128) + "…" : name;
    return McpException.invalidParams(
        "Unknown "
            + kind
            + ": "
            + shown
            + NearestName.of(name, known).map(near -> ". Did you mean " + near + "?").orElse(".")
            + " Ask "
            + list
            + " for those there are.");
  }

  private static Map<String, String> promptArguments(PromptDefinition prompt, ObjectNode given)
      throws McpException {
    SequencedMap<String, String> arguments = new LinkedHashMap<>();
    List<String> names = prompt.arguments().stream().map(PromptDefinition.Argument::name).toList();
    List<String> problems = new ArrayList<>();
    for (Map.Entry<String, JsonNode> each : given.properties()) {
      if (!names.contains(each.getKey())) {
        problems.add(
            "it takes no argument \""
                + each.getKey()
                + "\", only: "
                + (names.isEmpty() ? "none" : String.join(", ", names)));
      } else if (!each.getValue().isString()) {
        problems.add("the argument \"" + each.getKey() + "\" must be a string");
      } else {
        arguments.put(each.getKey(), each.getValue().stringValue());
      }
    }
    for (PromptDefinition.Argument each : prompt.arguments()) {
      if (each.required() && !given.has(each.name())) {
        problems.add("the argument \"" + each.name() + "\" is required");
      }
    }
    if (!problems.isEmpty()) {
      throw McpException.invalidParams(
          "The prompt " + prompt.name() + " cannot be made: " + String.join("; ", problems) + ".");
    }
    return arguments;
  }

  private record ToolWork<P>(PreparedTool<P> tool, ObjectNode arguments) implements Work<P> {
    @Override
    public Outcome run(Round<P> round) throws McpException, InterruptedException {
      Optional<String> problem = tool.check().problem(arguments);
      if (problem.isPresent()) {
        return new Outcome.Done(failed(problem.get()));
      }
      // A copy, since a call that asks the client runs again with the same arguments.
      return switch (tool.handler().call(arguments.deepCopy(), round)) {
        case ToolResult result -> new Outcome.Done(Rendering.of(result, round.revision()));
        case InputRequired questions -> new Outcome.Asks(questions);
      };
    }

    @Override
    public Answer failed(String why) {
      return Rendering.of(ToolResult.error(why), Revision.V2026_07_28);
    }

    @Override
    public String name() {
      return tool.name();
    }
  }

  private record PromptWork<P>(Prompt<P> prompt, Map<String, String> arguments) implements Work<P> {
    @Override
    public Outcome run(Round<P> round) throws McpException, InterruptedException {
      return switch (prompt.handler().get(arguments, round)) {
        case PromptResult result -> new Outcome.Done(Rendering.of(result, round.revision()));
        case InputRequired questions -> new Outcome.Asks(questions);
      };
    }

    @Override
    public Answer failed(String why) {
      return Answer.fault(Answer.INTERNAL_ERROR, why);
    }

    @Override
    public String name() {
      return prompt.definition().name();
    }
  }

  /** The arguments object of a call; an empty one if there is none. */
  static ObjectNode arguments(ObjectNode params) throws McpException {
    return params.has("arguments")
        ? Params.object(params, "arguments")
        : JsonNodeFactory.instance.objectNode();
  }
}
