package dev.rollcall.ocp.discovery;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * An API and its tools.
 *
 * @param baseUrl what the tools' paths are appended to, as the source gives it; empty if it gives
 *     none
 * @param source the document that this was read from
 */
public record ApiDescription(
    String title,
    String version,
    String description,
    String baseUrl,
    List<Tool> tools,
    JsonNode source) {
  public ApiDescription {
    tools = List.copyOf(tools);
  }

  /** The first tool called {@code name}. */
  public Optional<Tool> tool(String name) {
    return tools.stream().filter(tool -> tool.name().equals(name)).findFirst();
  }

  /** The same at another base URL. */
  public ApiDescription at(String otherBaseUrl) {
    return new ApiDescription(title, version, description, otherBaseUrl, tools, source);
  }
}
