package dev.rollcall.ocp.context;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Who an agent is, what it wants and what it did: the context object of the Open Context Protocol.
 *
 * <p>May be used by many threads at once. What it keeps of the past is bounded: the newest {@value
 * #HISTORY_LIMIT} interactions unless its builder says otherwise, and the last ten changes.
 */
public final class AgentContext {
  /** How many interactions are kept unless told otherwise. */
  public static final int HISTORY_LIMIT = 1_000;

  private static final int RECENT_CHANGES = 10;
  private static final int IN_A_SUMMARY = 3;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final InstantSource clock;
  private final int historyLimit;
  private final String contextId;
  private final String agentType;
  private final Optional<String> user;
  private final Optional<String> workspace;
  private final Instant createdAt;
  private final ObjectNode session;
  private final Deque<Interaction> history = new ArrayDeque<>();
  private final Deque<String> recentChanges = new ArrayDeque<>();
  private final Map<String, String> apiSpecs = new LinkedHashMap<>();
  private final Object lock = new Object();
  private Optional<String> currentFile;
  private Optional<String> currentGoal;
  private Optional<String> contextSummary;
  private Optional<String> errorContext;
  private Instant lastUpdated;

  AgentContext(AgentContextBuilder builder) {
    clock = builder.clock;
    historyLimit = builder.historyLimit;
    contextId = builder.contextId.orElseGet(AgentContext::newId);
    agentType = builder.agentType;
    user = builder.user;
    workspace = builder.workspace;
    currentFile = builder.currentFile;
    currentGoal = builder.currentGoal;
    contextSummary = builder.contextSummary;
    errorContext = builder.errorContext;
    createdAt = builder.createdAt.orElseGet(clock::instant);
    lastUpdated = builder.lastUpdated.orElse(createdAt);
    session = builder.session.orElseGet(this::newSession);
    recentChanges.addAll(builder.recentChanges);
    apiSpecs.putAll(builder.apiSpecs);
    keep(builder.history);
  }

  /** The context of an agent about which nothing else is known. */
  public static AgentContext of(String agentType) {
    return builder().agentType(agentType).build();
  }

  /** Begins a context. */
  public static AgentContextBuilder builder() {
    return new AgentContextBuilder();
  }

  /**
   * The context that {@code object} tells, read leniently: what is missing or of a wrong kind has
   * the value of a new context, keys that nobody knows are dropped. Whether it keeps the protocol's
   * rules is for {@link ContextSchema} to say.
   *
   * @throws IllegalArgumentException if it is no object
   */
  public static AgentContext read(JsonNode object) {
    return AgentContextBuilder.reading(object).build();
  }

  private static String newId() {
    byte[] id = new byte[4];
    RANDOM.nextBytes(id);
    return "ocp-" + HexFormat.of().formatHex(id);
  }

  private ObjectNode newSession() {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    object.put("start_time", Times.write(createdAt));
    object.put("interaction_count", 0);
    object.put("agent_type", agentType);
    return object;
  }

  public String contextId() {
    return contextId;
  }

  public String agentType() {
    return agentType;
  }

  public Optional<String> user() {
    return user;
  }

  public Optional<String> workspace() {
    return workspace;
  }

  public Instant createdAt() {
    return createdAt;
  }

  public Optional<String> currentFile() {
    synchronized (lock) {
      return currentFile;
    }
  }

  public Optional<String> currentGoal() {
    synchronized (lock) {
      return currentGoal;
    }
  }

  public Optional<String> contextSummary() {
    synchronized (lock) {
      return contextSummary;
    }
  }

  public Optional<String> errorContext() {
    synchronized (lock) {
      return errorContext;
    }
  }

  public Instant lastUpdated() {
    synchronized (lock) {
      return lastUpdated;
    }
  }

  /** A copy of what is known of the session: {@code start_time}, {@code interaction_count}, ... */
  public ObjectNode session() {
    synchronized (lock) {
      return session.deepCopy();
    }
  }

  /** How often the goal was updated: the session's {@code interaction_count}. */
  public int interactionCount() {
    synchronized (lock) {
      return count();
    }
  }

  private int count() {
    JsonNode count = session.path("interaction_count");
    return count.isInt() ? count.intValue() : 0;
  }

  /** What happened, oldest first. */
  public List<Interaction> history() {
    synchronized (lock) {
      return List.copyOf(history);
    }
  }

  /** The last ten changes, oldest first. */
  public List<String> recentChanges() {
    synchronized (lock) {
      return List.copyOf(recentChanges);
    }
  }

  /** Where the description of each registered API came from: a URI. */
  public Map<String, String> apiSpecs() {
    synchronized (lock) {
      return Map.copyOf(apiSpecs);
    }
  }

  /** What the agent wants from now on. Counts as an interaction. */
  public void updateGoal(String goal) {
    updateGoal(goal, Optional.empty());
  }

  /** The same, with a new summary of the conversation unless it is empty. */
  public void updateGoal(String goal, Optional<String> summary) {
    synchronized (lock) {
      currentGoal = Optional.of(goal);
      summary.filter(text -> !text.isEmpty()).ifPresent(text -> contextSummary = summary);
      session.put("interaction_count", count() + 1);
      touch();
    }
  }

  /** Adds to the history what happens now. */
  public void addInteraction(
      String action, Optional<String> apiEndpoint, Optional<String> result, ObjectNode metadata) {
    synchronized (lock) {
      touch();
      keep(List.of(Interaction.at(lastUpdated, action, apiEndpoint, result, metadata)));
    }
  }

  /** What went wrong, and the file that it has to do with unless it is empty. */
  public void setErrorContext(String error, Optional<String> file) {
    synchronized (lock) {
      errorContext = Optional.of(error);
      file.filter(path -> !path.isEmpty()).ifPresent(path -> currentFile = file);
      touch();
    }
  }

  /** Adds a change; the last ten are kept. */
  public void addRecentChange(String change) {
    synchronized (lock) {
      recentChanges.addLast(change);
      while (recentChanges.size() > RECENT_CHANGES) {
        recentChanges.removeFirst();
      }
      touch();
    }
  }

  /** Notes where the description of an API came from. */
  public void addApiSpec(String api, String source) {
    synchronized (lock) {
      apiSpecs.put(api, source);
      touch();
    }
  }

  /**
   * Takes from {@code answer}, the context in an API's answer, its goal, its summary and the
   * interactions that are not known here yet. Identity stays.
   */
  public void updateFrom(AgentContext answer) {
    merge(answer, true);
  }

  /**
   * Takes the context out of an answer's headers.
   *
   * @param header what the answer's header of a name says
   * @return whether there was a context
   */
  public boolean updateFromHeaders(Function<String, Optional<String>> header) {
    Optional<AgentContext> answer = ContextHeaders.standard().decode(header);
    answer.ifPresent(this::updateFrom);
    return answer.isPresent();
  }

  void merge(AgentContext answer, boolean onlyUnknown) {
    Optional<String> goal = answer.currentGoal().filter(text -> !text.isEmpty());
    Optional<String> summary = answer.contextSummary().filter(text -> !text.isEmpty());
    List<Interaction> told = answer.history();
    synchronized (lock) {
      if (goal.isPresent()) {
        currentGoal = goal;
      }
      if (summary.isPresent()) {
        contextSummary = summary;
      }
      if (onlyUnknown) {
        Set<Interaction> unknown = new LinkedHashSet<>(told);
        unknown.removeAll(new LinkedHashSet<>(history));
        keep(unknown);
      } else {
        keep(told);
      }
      touch();
    }
  }

  private void keep(Collection<Interaction> interactions) {
    history.addAll(interactions);
    while (history.size() > historyLimit) {
      history.removeFirst();
    }
  }

  private void touch() {
    lastUpdated = clock.instant();
  }

  /** The context object with all its 14 keys in the protocol's order; what is unknown is null. */
  public ObjectNode toJson() {
    return toJson(Integer.MAX_VALUE).deepCopy();
  }

  /** The same with the newest {@code interactions} of the history only; to be read only. */
  ObjectNode toJson(int interactions) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    synchronized (lock) {
      object.put("context_id", contextId);
      object.put("agent_type", agentType);
      Texts.put(object, "user", user);
      Texts.put(object, "workspace", workspace);
      Texts.put(object, "current_file", currentFile);
      object.set("session", session.deepCopy());
      ArrayNode items = object.putArray("history");
      history.stream()
          .skip(Math.max(0, history.size() - interactions))
          .forEach(interaction -> items.add(interaction.toJson()));
      Texts.put(object, "current_goal", currentGoal);
      Texts.put(object, "context_summary", contextSummary);
      Texts.put(object, "error_context", errorContext);
      ArrayNode changes = object.putArray("recent_changes");
      recentChanges.forEach(changes::add);
      ObjectNode specs = object.putObject("api_specs");
      apiSpecs.forEach(specs::put);
      object.put("created_at", Times.write(createdAt));
      object.put("last_updated", Times.write(lastUpdated));
    }
    return object;
  }

  int historySize() {
    synchronized (lock) {
      return history.size();
    }
  }

  /** The same context under another id. */
  public AgentContext copy() {
    AgentContextBuilder copy =
        AgentContextBuilder.reading(toJson()).contextId(newId()).clock(clock);
    return copy.historyLimit(historyLimit).build();
  }

  /** The conversation in one line, such as {@code Goal: g | Recent actions: a, b}. */
  public String conversationSummary() {
    List<String> parts = new ArrayList<>();
    synchronized (lock) {
      currentGoal.filter(text -> !text.isEmpty()).ifPresent(text -> parts.add("Goal: " + text));
      errorContext.filter(text -> !text.isEmpty()).ifPresent(text -> parts.add("Error: " + text));
      currentFile
          .filter(text -> !text.isEmpty())
          .ifPresent(text -> parts.add("Working on: " + text));
      if (!recentChanges.isEmpty()) {
        parts.add("Recent changes: " + lastOf(recentChanges.stream().toList()));
      }
      if (!history.isEmpty()) {
        parts.add("Recent actions: " + lastOf(history.stream().map(Interaction::action).toList()));
      }
    }
    return parts.isEmpty() ? "New conversation" : String.join(" | ", parts);
  }

  private static String lastOf(List<String> texts) {
    return String.join(", ", texts.subList(Math.max(0, texts.size() - IN_A_SUMMARY), texts.size()));
  }

  /** Who it is of: never what it holds. */
  @Override
  public String toString() {
    return "context " + contextId + " of " + agentType;
  }
}
