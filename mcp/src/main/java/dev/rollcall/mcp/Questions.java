package dev.rollcall.mcp;

import dev.rollcall.mcp.wire.JsonBuffer;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Questions to clients as messages know them. */
final class Questions {
  private Questions() {}

  static String method(InputRequest request) {
    return switch (request) {
      case InputRequest.Elicitation _ -> "elicitation/create";
      case InputRequest.Sampling _ -> "sampling/createMessage";
      case InputRequest.Roots _ -> "roots/list";
    };
  }

  static ObjectNode params(InputRequest request, Revision revision) {
    return switch (request) {
      case InputRequest.Elicitation(String message, ObjectNode schema) -> {
        ObjectNode params = JsonNodeFactory.instance.objectNode();
        if (revision.compareTo(Revision.V2025_11_25) >= 0) {
          params.put("mode", "form");
        }
        params.put("message", message).set("requestedSchema", schema);
        yield params;
      }
      case InputRequest.Sampling(ObjectNode parameters) -> parameters;
      case InputRequest.Roots _ -> JsonNodeFactory.instance.objectNode();
    };
  }

  /** What a client would have to be able to do for {@code questions}, and is not. */
  static Set<ClientCapability> missing(InputRequired questions, Client<?> client) {
    Set<ClientCapability> missing = EnumSet.noneOf(ClientCapability.class);
    for (InputRequest request : questions.requests().values()) {
      missing.add(
          switch (request) {
            case InputRequest.Elicitation _ -> ClientCapability.ELICITATION;
            case InputRequest.Sampling _ -> ClientCapability.SAMPLING;
            case InputRequest.Roots _ -> ClientCapability.ROOTS;
          });
    }
    missing.removeAll(client.capabilities());
    return missing;
  }

  static String names(Set<ClientCapability> capabilities) {
    return String.join(", ", capabilities.stream().map(Questions::name).toList());
  }

  /** The result of revision 2026-07-28 that asks {@code questions}. */
  static Answer result(InputRequired questions, Client<?> client, Optional<String> sealedState) {
    Set<ClientCapability> missing = missing(questions, client);
    if (!missing.isEmpty()) {
      return missingCapability(missing);
    }
    ObjectNode members = JsonNodeFactory.instance.objectNode();
    if (!questions.requests().isEmpty()) {
      ObjectNode requests = members.putObject("inputRequests");
      questions
          .requests()
          .forEach(
              (name, request) ->
                  requests
                      .putObject(name)
                      .put("method", method(request))
                      .set("params", params(request, client.revision())));
    }
    sealedState.ifPresent(state -> members.put("requestState", state));
    return new Answer.Result(
        Answer.ResultType.INPUT_REQUIRED, new JsonBuffer().raw(Answer.membersOf(members)));
  }

  private static Answer missingCapability(Set<ClientCapability> missing) {
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    ObjectNode required = data.putObject("requiredCapabilities");
    missing.forEach(each -> required.putObject(name(each)));
    return new Answer.Fault(
        400,
        Answer.MISSING_CLIENT_CAPABILITY,
        "This needs a client that declares: " + names(missing) + ".",
        Optional.of(data));
  }

  private static String name(ClientCapability capability) {
    return capability.name().toLowerCase(Locale.ROOT);
  }
}
