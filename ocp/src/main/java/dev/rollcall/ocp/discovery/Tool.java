package dev.rollcall.ocp.discovery;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * One operation of an API, as an agent sees it: what it is called, what it is for, and what it
 * takes. Equal to the tool object of the stock libraries of the Open Context Protocol.
 *
 * @param name its name in camel case, such as {@code listParticipant}
 * @param method its HTTP method in capitals
 * @param path its path below the API's base URL, with placeholders such as {@code {AccountSid}}
 * @param parameters what it takes, in the order of the description
 * @param responseSchema the JSON schema of what it answers if it succeeds, if that is described
 * @param operationId its id in the description, if it has one
 * @param form whether its {@code body} parameters are sent as a form and not as JSON
 * @param resource what registries group it by, if known
 */
public record Tool(
    String name,
    String description,
    String method,
    String path,
    Map<String, ToolParameter> parameters,
    Optional<JsonNode> responseSchema,
    Optional<String> operationId,
    List<String> tags,
    boolean form,
    Optional<String> resource) {
  public Tool {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    tags = List.copyOf(tags);
  }
}
