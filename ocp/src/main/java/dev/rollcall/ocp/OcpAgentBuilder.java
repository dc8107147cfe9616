package dev.rollcall.ocp;

import dev.rollcall.ocp.call.HttpCaller;
import dev.rollcall.ocp.call.ToolRequests;
import dev.rollcall.ocp.context.AgentContext;
import dev.rollcall.ocp.context.AgentContextBuilder;
import dev.rollcall.ocp.context.ContextHeaders;
import dev.rollcall.ocp.context.ContextLimits;
import dev.rollcall.ocp.discovery.Discovery;
import dev.rollcall.ocp.registry.RegistryClient;
import dev.rollcall.ocp.storage.OcpStorage;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** Tells what an agent is. Whatever is not told has a default that suits most. */
public final class OcpAgentBuilder {
  /**
   * How many interactions an agent keeps unless it is given a context of its own; a call makes
   * three. Enough for an API to see what led to a call, and few enough to be written with each.
   */
  public static final int HISTORY_LIMIT = 200;

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(30);
  private static final int LONGEST_ANSWER = 64 << 20;

  private final String agentType;
  private Optional<String> user = Optional.empty();
  private Optional<String> workspace = Optional.empty();
  private Optional<String> goal = Optional.empty();
  private Optional<AgentContext> context = Optional.empty();
  private Optional<String> registryUrl = Optional.empty();
  private Optional<Path> folder = Optional.of(OcpStorage.defaultFolder());
  private Optional<HttpClient> client = Optional.empty();
  private Compatibility compatibility = Compatibility.CORRECT;
  private InstantSource clock = InstantSource.system();
  private Duration connectTimeout = CONNECT_TIMEOUT;
  private Duration callTimeout = CALL_TIMEOUT;
  private int longestAnswer = LONGEST_ANSWER;
  private boolean keepValues;
  private boolean followAnswers;
  private Map<String, String> environment = System.getenv();

  OcpAgentBuilder(String agentType) {
    this.agentType = agentType;
  }

  /** Who the agent works for. */
  public OcpAgentBuilder user(String user) {
    this.user = Optional.of(user);
    return this;
  }

  /** What project it works in. */
  public OcpAgentBuilder workspace(String workspace) {
    this.workspace = Optional.of(workspace);
    return this;
  }

  /** What it wants. */
  public OcpAgentBuilder goal(String goal) {
    this.goal = Optional.of(goal);
    return this;
  }

  /**
   * A context to go on with, such as that of a saved session, instead of a new one. It says whom
   * the agent works for, at what, and of which type the agent is: that is not to be told besides.
   */
  public OcpAgentBuilder context(AgentContext context) {
    this.context = Optional.of(context);
    return this;
  }

  /**
   * The registry to ask, instead of the one that the environment variable {@value
   * RegistryClient#VARIABLE} names, or else {@value RegistryClient#DEFAULT_URL}.
   */
  public OcpAgentBuilder registryUrl(String registryUrl) {
    this.registryUrl = Optional.of(registryUrl);
    return this;
  }

  /** Where files are kept, instead of {@code ~/.ocp}. */
  public OcpAgentBuilder folder(Path folder) {
    this.folder = Optional.of(folder);
    return this;
  }

  /** Keeps nothing on disk. */
  public OcpAgentBuilder withoutFiles() {
    folder = Optional.empty();
    return this;
  }

  /**
   * The client to send with, instead of the agent's own: for a proxy or for trust of one's own. Its
   * time to connect counts then.
   *
   * @throws IllegalArgumentException if it follows redirects by itself
   */
  public OcpAgentBuilder httpClient(HttpClient client) {
    this.client = Optional.of(client);
    return this;
  }

  /** Whether the stock libraries' faults are repeated. */
  public OcpAgentBuilder compatibility(Compatibility compatibility) {
    this.compatibility = compatibility;
    return this;
  }

  /** What tells the time. */
  public OcpAgentBuilder clock(InstantSource clock) {
    this.clock = clock;
    return this;
  }

  /** How long connecting may take: 10 s unless told otherwise. */
  public OcpAgentBuilder connectTimeout(Duration timeout) {
    connectTimeout = timeout;
    return this;
  }

  /** How long a call may take with redirects and the whole answer: 30 s unless told otherwise. */
  public OcpAgentBuilder callTimeout(Duration timeout) {
    callTimeout = timeout;
    return this;
  }

  /** How many bytes an answer may have: 64 MiB unless told otherwise. */
  public OcpAgentBuilder longestAnswer(int bytes) {
    longestAnswer = bytes;
    return this;
  }

  /**
   * Keeps the values of the parameters of every call in the context's history, which goes to all
   * APIs that are called later, as the stock libraries do. Otherwise their names are kept.
   */
  public OcpAgentBuilder keepParameterValues() {
    keepValues = true;
    return this;
  }

  /** Takes over the goal, the summary and the history that APIs send back in their answers. */
  public OcpAgentBuilder followAnswers() {
    followAnswers = true;
    return this;
  }

  OcpAgentBuilder environment(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
    return this;
  }

  /**
   * The agent.
   *
   * @throws IllegalArgumentException if the registry's URL is none, or if there is a context and
   *     something else is told of what it says
   */
  public OcpAgent build() {
    boolean stock = compatibility == Compatibility.STOCK;
    context.ifPresent(this::requireNothingBesides);
    AgentContext told = context.orElseGet(this::newContext);
    HttpCaller http =
        new HttpCaller(client.orElseGet(this::newClient), compatibility, longestAnswer);
    RegistryClient registry =
        new RegistryClient(RegistryClient.url(registryUrl, environment), http, compatibility);
    Specifications specifications =
        new Specifications(
            new Discovery(compatibility), http, compatibility, callTimeout, longestAnswer);
    Optional<OcpStorage> storage = folder.map(path -> new OcpStorage(path, clock));
    return new OcpAgent(
        new Parts(
            told,
            new ApiDirectory(told, registry, specifications, storage, compatibility),
            new ToolRequests(compatibility),
            new ContextHeaders(compatibility, ContextLimits.STANDARD),
            http,
            registry,
            storage,
            callTimeout,
            keepValues || stock,
            followAnswers));
  }

  private void requireNothingBesides(AgentContext given) {
    if (user.isPresent() || workspace.isPresent() || goal.isPresent()) {
      throw new IllegalArgumentException(
          "The context that was given has its own user, workspace and goal: leave them out here,"
              + " and change the goal by updateGoal.");
    }
    if (!given.agentType().equals(agentType)) {
      throw new IllegalArgumentException(
          "The context that was given is of an agent of type '%s', not '%s': begin with its type."
              .formatted(given.agentType(), agentType));
    }
  }

  private AgentContext newContext() {
    AgentContextBuilder builder = AgentContext.builder().agentType(agentType).clock(clock);
    builder.historyLimit(compatibility == Compatibility.STOCK ? Integer.MAX_VALUE : HISTORY_LIMIT);
    user.ifPresent(builder::user);
    workspace.ifPresent(builder::workspace);
    goal.ifPresent(builder::currentGoal);
    return builder.build();
  }

  private HttpClient newClient() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER)
        .connectTimeout(connectTimeout)
        .build();
  }

  /** What an agent is made of. */
  record Parts(
      AgentContext context,
      ApiDirectory directory,
      ToolRequests requests,
      ContextHeaders contextHeaders,
      HttpCaller http,
      RegistryClient registry,
      Optional<OcpStorage> storage,
      Duration callTimeout,
      boolean keepValues,
      boolean followAnswers) {}
}
