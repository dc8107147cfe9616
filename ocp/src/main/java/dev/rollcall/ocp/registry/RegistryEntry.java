package dev.rollcall.ocp.registry;

import dev.rollcall.ocp.OcpException;
import dev.rollcall.ocp.discovery.ApiDescription;
import dev.rollcall.ocp.discovery.Tool;
import dev.rollcall.ocp.discovery.ToolJson;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** What a registry tells of an API. */
final class RegistryEntry {
  private static final Logger log = LoggerFactory.getLogger(RegistryEntry.class);

  /** Registries keep no versions. */
  private static final String VERSION = "1.0.0";

  /** The API of an entry. A tool that cannot be read is left out. */
  ApiDescription read(JsonNode entry) {
    String name = entry.path("name").asString("");
    List<Tool> tools = new ArrayList<>();
    for (JsonNode tool : entry.path("tools")) {
      try {
        tools.add(ToolJson.read(tool));
      } catch (OcpException | IllegalArgumentException unreadable) {
        log.atWarn()
            .addKeyValue("api", name)
            .addKeyValue("tool", tool.path("name").asString(""))
            .addKeyValue("why", unreadable.getMessage())
            .log("left out a tool of the registry that cannot be read");
      }
    }
    return new ApiDescription(
        entry.path("display_name").asString(name),
        VERSION,
        entry.path("description").asString(""),
        entry.path("base_url").asString(""),
        tools,
        entry);
  }
}
