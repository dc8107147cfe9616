package dev.rollcall.mcp.conformance;

import dev.rollcall.mcp.Completer;
import dev.rollcall.mcp.Completion;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Suggests values for the fixtures' arguments. */
final class FixtureCompleter implements Completer<Anyone> {
  private static final List<String> WORDS =
      List.of("paris", "park", "party", "test", "testimony", "text");
  private static final List<String> IDS = List.of("1", "12", "123");

  @Override
  public Optional<Completion> complete(
      Anyone caller,
      Reference reference,
      String argument,
      String value,
      Map<String, String> context) {
    return switch (reference) {
      case Reference.OfPrompt(String name) ->
          name.equals(Prompts.WITH_ARGUMENTS) && List.of("arg1", "arg2").contains(argument)
              ? Optional.of(beginningWith(value, WORDS))
              : Optional.empty();
      case Reference.OfTemplate(String uriTemplate) ->
          uriTemplate.equals(FixtureResources.TEMPLATE) && argument.equals("id")
              ? Optional.of(beginningWith(value, IDS))
              : Optional.empty();
    };
  }

  private static Completion beginningWith(String value, List<String> candidates) {
    List<String> fitting = candidates.stream().filter(each -> each.startsWith(value)).toList();
    return new Completion(fitting, fitting.size());
  }
}
