package dev.rollcall.ocp.context;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Tells what a context begins with. */
public final class AgentContextBuilder {
  InstantSource clock = InstantSource.system();
  int historyLimit = AgentContext.HISTORY_LIMIT;
  Optional<String> contextId = Optional.empty();
  String agentType = "generic_agent";
  Optional<String> user = Optional.empty();
  Optional<String> workspace = Optional.empty();
  Optional<String> currentFile = Optional.empty();
  Optional<String> currentGoal = Optional.empty();
  Optional<String> contextSummary = Optional.empty();
  Optional<String> errorContext = Optional.empty();
  Optional<Instant> createdAt = Optional.empty();
  Optional<Instant> lastUpdated = Optional.empty();
  Optional<ObjectNode> session = Optional.empty();
  List<Interaction> history = List.of();
  List<String> recentChanges = List.of();
  final Map<String, String> apiSpecs = new LinkedHashMap<>();

  AgentContextBuilder() {}

  /**
   * Begins with what {@code object} tells, read leniently as {@link AgentContext#read} does.
   *
   * @throws IllegalArgumentException if it is no object
   */
  public static AgentContextBuilder reading(JsonNode object) {
    if (!object.isObject()) {
      throw new IllegalArgumentException("a context is a JSON object, not " + object.getNodeType());
    }
    AgentContextBuilder builder = new AgentContextBuilder();
    text(object, "context_id").filter(id -> !id.isEmpty()).ifPresent(builder::contextId);
    text(object, "agent_type").ifPresent(builder::agentType);
    builder.user = text(object, "user");
    builder.workspace = text(object, "workspace");
    builder.currentFile = text(object, "current_file");
    builder.currentGoal = text(object, "current_goal");
    builder.contextSummary = text(object, "context_summary");
    builder.errorContext = text(object, "error_context");
    builder.createdAt = text(object, "created_at").flatMap(Times::read);
    builder.lastUpdated = text(object, "last_updated").flatMap(Times::read);
    if (object.path("session") instanceof ObjectNode session) {
      builder.session(session);
    }
    List<Interaction> history = new ArrayList<>();
    object.path("history").forEach(item -> Interaction.read(item).ifPresent(history::add));
    builder.history = history;
    List<String> changes = new ArrayList<>();
    object.path("recent_changes").forEach(change -> Texts.of(change).ifPresent(changes::add));
    builder.recentChanges = changes;
    object
        .path("api_specs")
        .properties()
        .forEach(
            entry ->
                Texts.of(entry.getValue())
                    .ifPresent(source -> builder.apiSpecs.put(entry.getKey(), source)));
    return builder;
  }

  private static Optional<String> text(JsonNode object, String key) {
    return Texts.of(object.path(key));
  }

  public AgentContextBuilder clock(InstantSource clock) {
    this.clock = clock;
    return this;
  }

  /**
   * How many interactions are kept: the newest.
   *
   * @throws IllegalArgumentException if it is less than 0
   */
  public AgentContextBuilder historyLimit(int interactions) {
    if (interactions < 0) {
      throw new IllegalArgumentException(
          "A history of %d interactions cannot be kept: it has to be 0 or more."
              .formatted(interactions));
    }
    historyLimit = interactions;
    return this;
  }

  /** Instead of a random one: {@code ocp-} and at least eight hexadecimal digits. */
  public AgentContextBuilder contextId(String contextId) {
    this.contextId = Optional.of(contextId);
    return this;
  }

  public AgentContextBuilder agentType(String agentType) {
    this.agentType = agentType;
    return this;
  }

  public AgentContextBuilder user(String user) {
    this.user = Optional.of(user);
    return this;
  }

  public AgentContextBuilder workspace(String workspace) {
    this.workspace = Optional.of(workspace);
    return this;
  }

  public AgentContextBuilder currentFile(String currentFile) {
    this.currentFile = Optional.of(currentFile);
    return this;
  }

  public AgentContextBuilder currentGoal(String currentGoal) {
    this.currentGoal = Optional.of(currentGoal);
    return this;
  }

  public AgentContextBuilder contextSummary(String contextSummary) {
    this.contextSummary = Optional.of(contextSummary);
    return this;
  }

  public AgentContextBuilder errorContext(String errorContext) {
    this.errorContext = Optional.of(errorContext);
    return this;
  }

  /** What is known of the session instead of that it begins now. */
  public AgentContextBuilder session(ObjectNode session) {
    this.session = Optional.of(session.deepCopy());
    return this;
  }

  public AgentContextBuilder createdAt(Instant createdAt) {
    this.createdAt = Optional.of(createdAt);
    return this;
  }

  public AgentContext build() {
    return new AgentContext(this);
  }
}
