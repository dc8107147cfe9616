package dev.rollcall.ocp.storage;

import dev.rollcall.ocp.OcpException;
import dev.rollcall.ocp.context.AgentContext;
import dev.rollcall.ocp.context.Times;
import dev.rollcall.ocp.discovery.ApiDescription;
import dev.rollcall.ocp.discovery.Tool;
import dev.rollcall.ocp.discovery.ToolJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The files an agent keeps below a folder, usually {@code ~/.ocp}: descriptions of APIs in {@code
 * cache/apis}, sessions in {@code sessions}. They are the stock libraries' files: each reads what
 * the others wrote.
 *
 * <p>Nothing here throws because of what is on disk or cannot be put there: a failure is logged,
 * and answered with false, none or nothing. Files are written beside and moved, so that no reader
 * sees half of one.
 */
public final class OcpStorage {
  private static final Logger log = LoggerFactory.getLogger(OcpStorage.class);
  private static final List<String> TOOL_KEYS =
      List.of(
          "name",
          "method",
          "path",
          "description",
          "parameters",
          "response_schema",
          "operation_id",
          "tags");

  private final InstantSource clock;
  private final JsonFolder apis;
  private final JsonFolder sessions;

  /** Keeps files below {@code folder}, which is created. */
  public OcpStorage(Path folder, InstantSource clock) {
    this.clock = clock;
    apis = new JsonFolder(folder.resolve("cache").resolve("apis"));
    sessions = new JsonFolder(folder.resolve("sessions"));
    try {
      apis.create();
      sessions.create();
    } catch (IOException failed) {
      warn("the folders of the agent's files could not be created", failed);
    }
  }

  /** The folder that the stock libraries use: {@code ~/.ocp}. */
  public static Path defaultFolder() {
    return Path.of(System.getProperty("user.home", "."), ".ocp");
  }

  /**
   * Keeps the description of an API.
   *
   * @param source where it came from: a URI
   * @param more what else its file is to say
   * @return whether it is kept
   */
  public boolean cacheApi(
      String name, ApiDescription description, String source, Map<String, String> more) {
    ObjectNode file = JsonNodeFactory.instance.objectNode();
    file.put("api_name", name);
    file.put("title", description.title());
    file.put("version", description.version());
    file.put("base_url", description.baseUrl());
    file.put("cached_at", Times.write(clock.instant()));
    file.put("source", source);
    file.set("raw_spec", description.source());
    ArrayNode tools = file.putArray("tools");
    description.tools().forEach(tool -> tools.add(ordered(ToolJson.write(tool))));
    if (!description.description().isEmpty()) {
      file.put("description", description.description());
    }
    more.forEach(file::put);
    try {
      apis.write(name, file);
      return true;
    } catch (IOException | JacksonException failed) {
      warn("the description of an API could not be cached", failed);
      return false;
    }
  }

  private static ObjectNode ordered(JsonNode tool) {
    ObjectNode ordered = JsonNodeFactory.instance.objectNode();
    for (String key : TOOL_KEYS) {
      if (tool.has(key)) {
        ordered.set(key, tool.get(key));
      }
    }
    return ordered;
  }

  /** The API cached by that name, if there is one that can be read, however old. */
  public Optional<CachedApi> cachedApi(String name) {
    try {
      JsonNode file = apis.read(name);
      List<Tool> tools = new ArrayList<>();
      for (JsonNode tool : file.path("tools")) {
        tools.add(ToolJson.read(tool));
      }
      return Optional.of(
          new CachedApi(
              new ApiDescription(
                  text(file, "title"),
                  text(file, "version"),
                  text(file, "description"),
                  text(file, "base_url"),
                  tools,
                  file.path("raw_spec")),
              file.path("source").asString("unknown"),
              Times.read(text(file, "cached_at")),
              Optional.of(text(file, "registry_url")).filter(url -> !url.isEmpty())));
    } catch (IOException | OcpException | IllegalArgumentException unreadable) {
      return Optional.empty();
    }
  }

  /** The same if it was cached no longer than {@code age} ago. */
  public Optional<CachedApi> cachedApi(String name, Duration age) {
    Instant earliest = clock.instant().minus(age);
    return cachedApi(name)
        .filter(api -> api.cachedAt().map(at -> !at.isBefore(earliest)).orElse(false));
  }

  /** The cached APIs with {@code query} in their name, title, description or a tool's. */
  public List<CachedApiSummary> searchCache(String query) {
    String sought = query.toLowerCase(Locale.ROOT);
    List<CachedApiSummary> found = new ArrayList<>();
    for (Path path : files(apis)) {
      try {
        JsonNode file = JsonFolder.read(path);
        StringBuilder all = new StringBuilder();
        for (String key : List.of("api_name", "title", "description")) {
          all.append(text(file, key)).append(' ');
        }
        file.path("tools").forEach(tool -> all.append(text(tool, "description")).append(' '));
        if (all.toString().toLowerCase(Locale.ROOT).contains(sought)) {
          found.add(
              new CachedApiSummary(
                  apis.name(path, file, "api_name"),
                  text(file, "title"),
                  text(file, "version"),
                  text(file, "base_url"),
                  text(file, "cached_at"),
                  file.path("tools").size()));
        }
      } catch (IOException unreadable) {
        log.atDebug().setCause(unreadable).log("skipped a cached API");
      }
    }
    return found;
  }

  /** The names of the cached APIs that can be read. */
  public List<String> listCachedApis() {
    List<String> names = new ArrayList<>();
    for (Path path : files(apis)) {
      try {
        names.add(apis.name(path, JsonFolder.read(path), "api_name"));
      } catch (IOException unreadable) {
        log.atDebug().setCause(unreadable).log("skipped a cached API");
      }
    }
    return names;
  }

  /** Forgets a cached API; whether there was one that could be removed. */
  public boolean clearCache(String name) {
    try {
      apis.delete(name);
      return true;
    } catch (IOException failed) {
      warn("a cached API could not be removed", failed);
      return false;
    }
  }

  /** Forgets all cached APIs; whether that worked. */
  public boolean clearCache() {
    try {
      for (Path file : apis.files()) {
        Files.deleteIfExists(file);
      }
      return true;
    } catch (IOException failed) {
      warn("the cached APIs could not be removed", failed);
      return false;
    }
  }

  /** Keeps a context under a name; whether that worked. */
  public boolean saveSession(String id, AgentContext context) {
    ObjectNode file = context.toJson();
    file.put("session_id", id);
    try {
      sessions.write(id, file);
      return true;
    } catch (IOException | JacksonException failed) {
      warn("a session could not be saved", failed);
      return false;
    }
  }

  /** The context kept under a name, if there is one that can be read. */
  public Optional<AgentContext> loadSession(String id) {
    try {
      return Optional.of(AgentContext.read(sessions.read(id)));
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  /** All sessions, the last saved first. */
  public List<SessionSummary> listSessions() {
    return listSessions(Integer.MAX_VALUE);
  }

  /** The {@code limit} last saved sessions, the last one first. */
  public List<SessionSummary> listSessions(int limit) {
    List<SessionSummary> found = new ArrayList<>();
    try {
      for (Path path : sessions.newestFirst().stream().limit(limit).toList()) {
        summary(path).ifPresent(found::add);
      }
    } catch (IOException failed) {
      warn("the sessions could not be listed", failed);
    }
    return found;
  }

  private Optional<SessionSummary> summary(Path path) {
    try {
      JsonNode file = JsonFolder.read(path);
      return Optional.of(
          new SessionSummary(
              sessions.name(path, file, "session_id"),
              text(file, "context_id"),
              text(file, "agent_type"),
              Optional.of(text(file, "user")).filter(user -> !user.isEmpty()),
              Optional.of(text(file, "workspace")).filter(workspace -> !workspace.isEmpty()),
              text(file, "created_at"),
              text(file, "last_updated"),
              file.path("session").path("interaction_count").asInt(0)));
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  /** Removes all but the {@code keep} last saved sessions; how many were removed. */
  public int cleanupSessions(int keep) {
    int removed = 0;
    try {
      for (Path file : sessions.newestFirst().stream().skip(keep).toList()) {
        removed += Files.deleteIfExists(file) ? 1 : 0;
      }
    } catch (IOException failed) {
      warn("old sessions could not be removed", failed);
    }
    return removed;
  }

  private static List<Path> files(JsonFolder folder) {
    try {
      return folder.files();
    } catch (IOException failed) {
      warn("the cached APIs could not be listed", failed);
      return List.of();
    }
  }

  private static String text(JsonNode file, String key) {
    return file.path(key).isString() ? file.path(key).stringValue() : "";
  }

  private static void warn(String what, Exception why) {
    log.atWarn().addKeyValue("why", String.valueOf(why.getMessage())).log(what);
  }
}
