package dev.rollcall.ocp;

import dev.rollcall.ocp.call.HeaderRules;
import dev.rollcall.ocp.call.HttpAnswer;
import dev.rollcall.ocp.call.HttpCall;
import dev.rollcall.ocp.call.HttpCaller;
import dev.rollcall.ocp.call.ToolAnswer;
import dev.rollcall.ocp.call.ToolCallException;
import dev.rollcall.ocp.call.ToolRequest;
import dev.rollcall.ocp.call.ToolRequests;
import dev.rollcall.ocp.call.ValidationException;
import dev.rollcall.ocp.context.AgentContext;
import dev.rollcall.ocp.context.ContextHeaders;
import dev.rollcall.ocp.discovery.ApiDescription;
import dev.rollcall.ocp.discovery.DiscoveryException;
import dev.rollcall.ocp.discovery.Tool;
import dev.rollcall.ocp.discovery.ToolDocumentation;
import dev.rollcall.ocp.discovery.ToolSearch;
import dev.rollcall.ocp.registry.ApiNotFoundException;
import dev.rollcall.ocp.registry.RegistryClient;
import dev.rollcall.ocp.registry.RegistryUnavailableException;
import dev.rollcall.ocp.storage.OcpStorage;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Finds the tools of APIs and calls them, and tells each API what it is working on.
 *
 * <pre>{@code
 * OcpAgent agent = OcpAgent.create("my-agent");
 * agent.registerApi("twilio");
 * ToolAnswer answer = agent.callTool("listParticipant", Map.of("AccountSid", "AC…", "ConferenceSid", "CF…"));
 * }</pre>
 *
 * <p>An API that wants credentials is given them when it is registered; they go with calls of its
 * tools, and nowhere else:
 *
 * <pre>{@code
 * agent.registerApi("twilio", Registration.fromRegistry().withHeader("Authorization", "Basic …"));
 * }</pre>
 *
 * <p>Every call carries the agent's {@link #context() context} in its headers, and adds to it. The
 * parameters' values stay out of it unless {@link OcpAgentBuilder#keepParameterValues} says
 * otherwise: the context goes to every API that is called later. See {@link ContextHeaders} for
 * what is sent, and {@link Compatibility#STOCK} for an agent with the stock libraries' faults.
 *
 * <p>May be used by many threads at once. Its methods block: a virtual thread for each call is a
 * good way to make many. An interrupt ends them early; the thread stays interrupted.
 *
 * <p>How long they take is limited. A call of a tool, and the reading of a description from the
 * web, end within {@link OcpAgentBuilder#callTimeout}. The registry has 10 s to answer for an API,
 * and if it does not know it 5 s for each of two searches for names that may have been meant. A
 * registration of what is being read already waits for that attempt and shares its outcome.
 */
public final class OcpAgent {
  private final AgentContext context;
  private final ApiDirectory directory;
  private final ToolRequests requests;
  private final ContextHeaders contextHeaders;
  private final HttpCaller http;
  private final RegistryClient registry;
  private final Optional<OcpStorage> storage;
  private final Duration callTimeout;
  private final boolean keepValues;
  private final boolean followAnswers;

  OcpAgent(OcpAgentBuilder.Parts parts) {
    context = parts.context();
    directory = parts.directory();
    requests = parts.requests();
    contextHeaders = parts.contextHeaders();
    http = parts.http();
    registry = parts.registry();
    storage = parts.storage();
    callTimeout = parts.callTimeout();
    keepValues = parts.keepValues();
    followAnswers = parts.followAnswers();
  }

  /** An agent of a type such as {@code my-agent}, of which nothing else is told. */
  public static OcpAgent create(String agentType) {
    return builder(agentType).build();
  }

  /** Begins an agent of a type: letters, digits, {@code _}, {@code -} and {@code .}. */
  public static OcpAgentBuilder builder(String agentType) {
    return new OcpAgentBuilder(agentType);
  }

  /**
   * Gets to know an API by its name in the registry, such as {@code twilio}. Nothing happens if it
   * is known already.
   *
   * @throws ApiNotFoundException if the registry does not know it
   * @throws RegistryUnavailableException if the registry cannot be asked
   */
  public ApiDescription registerApi(String name) {
    return registerApi(name, Registration.fromRegistry());
  }

  /**
   * Gets to know an API as {@code registration} says. If it is known already, what the registration
   * says is changed, and the rest stays.
   *
   * @param name what it is to be called, without regard to case
   * @throws ApiNotFoundException if the registry does not know it
   * @throws RegistryUnavailableException if the registry cannot be asked
   * @throws DiscoveryException if its description cannot be read
   * @throws OcpException if the thread is interrupted
   */
  public ApiDescription registerApi(String name, Registration registration) {
    String normalized = normalized(name);
    if (normalized.isEmpty()) {
      throw new IllegalArgumentException("An API needs a name.");
    }
    return directory.register(normalized, registration).description();
  }

  private static String normalized(String name) {
    return name.toLowerCase(Locale.ROOT).strip();
  }

  /** The tools of all registered APIs, in the order of registration. */
  public List<Tool> listTools() {
    return directory.all().stream().flatMap(api -> api.description().tools().stream()).toList();
  }

  /**
   * The tools of one API.
   *
   * @throws OcpException if it is not registered
   */
  public List<Tool> listTools(String api) {
    return known(api).description().tools();
  }

  private RegisteredApi known(String api) {
    String name = normalized(api);
    return directory.find(name).orElseThrow(() -> new OcpException("Unknown API: " + name));
  }

  /** The first tool of that name. */
  public Optional<Tool> getTool(String name) {
    return listTools().stream().filter(tool -> tool.name().equals(name)).findFirst();
  }

  /**
   * The first tool of that name in one API.
   *
   * @throws OcpException if the API is not registered
   */
  public Optional<Tool> getTool(String name, String api) {
    return known(api).description().tool(name);
  }

  /** The tools with {@code query} in their name or description, whatever the case. */
  public List<Tool> searchTools(String query) {
    return ToolSearch.in(listTools(), query);
  }

  /** The same in one API; none if it is not registered. */
  public List<Tool> searchTools(String query, String api) {
    return directory
        .find(normalized(api))
        .map(found -> ToolSearch.in(found.description().tools(), query))
        .orElse(List.of());
  }

  /** A tool's documentation in Markdown, or a sentence if there is no such tool. */
  public String toolDocumentation(String name) {
    return documentation(name, getTool(name));
  }

  /**
   * The same in one API.
   *
   * @throws OcpException if it is not registered
   */
  public String toolDocumentation(String name, String api) {
    return documentation(name, getTool(name, api));
  }

  private static String documentation(String name, Optional<Tool> tool) {
    return tool.map(ToolDocumentation::of).orElse("Tool '%s' not found".formatted(name));
  }

  /**
   * Calls the first tool of that name.
   *
   * @param parameters what it is called with, by name: texts, numbers, booleans, collections, maps
   *     or JSON. Those that it does not have are left out.
   * @return whatever the API answers, be it 4xx or 5xx. Redirects are followed, but a body does not
   *     go to another origin: such an answer is returned
   * @throws ToolNotFoundException if there is no such tool
   * @throws ValidationException if it does not take the parameters; nothing was sent
   * @throws ToolCallException if no answer came
   */
  public ToolAnswer callTool(String name, Map<String, ? extends @Nullable Object> parameters) {
    return call(name, parameters, Optional.empty(), Optional.empty());
  }

  /**
   * The same with the first tool of that name in one API.
   *
   * @throws OcpException if the API is not registered
   */
  public ToolAnswer callTool(
      String name, Map<String, ? extends @Nullable Object> parameters, String api) {
    return call(name, parameters, Optional.of(api), Optional.empty());
  }

  /** The same with {@code headers} in place of those that the API was registered with. */
  public ToolAnswer callTool(
      String name,
      Map<String, ? extends @Nullable Object> parameters,
      String api,
      Map<String, String> headers) {
    return call(name, parameters, Optional.of(api), Optional.of(headers));
  }

  private ToolAnswer call(
      String name,
      Map<String, ? extends @Nullable Object> parameters,
      Optional<String> apiName,
      Optional<Map<String, String>> callHeaders) {
    RegisteredApi api = apiOf(name, apiName);
    Tool tool = api.description().tool(name).orElseThrow();
    Map<String, String> headers = callHeaders.orElse(api.headers());
    HeaderRules.require(headers);
    Map<String, JsonNode> values = ToolRequests.values(parameters);
    String baseUrl = api.description().baseUrl();
    ToolRequest request = requests.build(baseUrl, tool, values);
    CallLog log = new CallLog(context, tool, baseUrl, request, keepValues);
    log.begins(values);
    try {
      HttpAnswer http = send(name, request, headers);
      ToolAnswer answer = new ToolAnswer(http);
      log.ends(http, answer);
      if (followAnswers) {
        answer.context().ifPresent(context::updateFrom);
      }
      return answer;
    } catch (OcpException failed) {
      log.fails(failed);
      throw failed;
    }
  }

  private RegisteredApi apiOf(String tool, Optional<String> apiName) {
    if (apiName.isPresent()) {
      RegisteredApi api = known(apiName.get());
      if (api.description().tool(tool).isEmpty()) {
        throw notFound(tool, api.description().tools());
      }
      return api;
    }
    return directory.all().stream()
        .filter(api -> api.description().tool(tool).isPresent())
        .findFirst()
        .orElseThrow(() -> notFound(tool, listTools()));
  }

  private static ToolNotFoundException notFound(String name, List<Tool> tools) {
    return new ToolNotFoundException(name, tools.stream().map(Tool::name).toList());
  }

  /** The caller's headers win over the context's, and the request's own win over both. */
  private HttpAnswer send(String tool, ToolRequest request, Map<String, String> headers) {
    Map<String, String> all = new LinkedHashMap<>(contextHeaders.encode(context));
    all.values().removeIf(value -> !HeaderRules.isCarried(value));
    all = ContextHeaders.merge(Map.of("Accept", "*/*"), all);
    all = ContextHeaders.merge(all, headers);
    all = ContextHeaders.merge(all, request.headers());
    HttpCall call = new HttpCall(request.method(), request.uri(), all, request.body(), callTimeout);
    String host = request.uri().getHost();
    try {
      return http.send(call);
    } catch (HttpConnectTimeoutException unreachable) {
      throw new ToolCallException(
          "Calling %s: could not connect to %s in time.".formatted(tool, host), unreachable);
    } catch (HttpTimeoutException late) {
      throw new ToolCallException(
          "Calling %s: %s did not answer within %d ms."
              .formatted(tool, host, callTimeout.toMillis()),
          late);
    } catch (ConnectException unreachable) {
      throw new ToolCallException(
          "Calling %s: %s cannot be reached.".formatted(tool, host), unreachable);
    } catch (IOException failed) {
      throw new ToolCallException(
          "Calling %s: no answer from %s: %s.".formatted(tool, host, failed.getMessage()), failed);
    } catch (IllegalArgumentException notCarried) {
      throw new ToolCallException(
          "Calling %s: HTTP cannot carry the call.".formatted(tool), notCarried);
    }
  }

  /** Tells what the agent wants from now on. */
  public void updateGoal(String goal) {
    context.updateGoal(goal);
  }

  /** The same, with a summary of the conversation. */
  public void updateGoal(String goal, String summary) {
    context.updateGoal(goal, Optional.of(summary));
  }

  /** What is told to the APIs. */
  public AgentContext context() {
    return context;
  }

  /** The registry that is asked. */
  public RegistryClient registry() {
    return registry;
  }

  /** The files that are kept, if any are. */
  public Optional<OcpStorage> storage() {
    return storage;
  }
}
