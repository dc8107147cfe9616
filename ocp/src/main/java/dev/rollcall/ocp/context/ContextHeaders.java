package dev.rollcall.ocp.context;

import dev.rollcall.ocp.Compatibility;
import dev.rollcall.ocp.OcpException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The headers that carry a context, both ways.
 *
 * <p>Sent are {@code OCP-Context-ID}, {@code OCP-Agent-Type}, {@code OCP-Version}, then {@code
 * OCP-Current-Goal}, {@code OCP-User} and {@code OCP-Workspace} if known, then {@code OCP-Session}
 * with the whole context. With {@link Compatibility#CORRECT} (the default)
 *
 * <ul>
 *   <li>all of them together stay within {@link ContextLimits#sent()}: the oldest interactions are
 *       left out first, and the whole {@code OCP-Session} if even none fits;
 *   <li>goal, user and workspace are left out of their own headers if these cannot carry them: if
 *       they are not ASCII, hold line ends, or are longer than the protocol allows. The session,
 *       which is UTF-8, still has them;
 *   <li>nothing is sent if the context's id or the agent's type cannot be carried.
 * </ul>
 *
 * With {@link Compatibility#STOCK} everything is sent, however long, and what a header cannot carry
 * (line ends, characters beyond Latin-1) is refused.
 *
 * <p>Read is everything that the stock libraries send, and base64 of either alphabet with or
 * without padding. Any fault means that there is no context, and never an exception.
 */
public final class ContextHeaders {
  public static final String CONTEXT_ID = "OCP-Context-ID";
  public static final String AGENT_TYPE = "OCP-Agent-Type";
  public static final String VERSION = "OCP-Version";
  public static final String CURRENT_GOAL = "OCP-Current-Goal";
  public static final String USER = "OCP-User";
  public static final String WORKSPACE = "OCP-Workspace";
  public static final String SESSION = "OCP-Session";

  /** The version of the protocol. */
  public static final String PROTOCOL = "1.0";

  /** All of them, in the order in which they are sent. */
  public static final List<String> NAMES =
      List.of(CONTEXT_ID, AGENT_TYPE, VERSION, CURRENT_GOAL, USER, WORKSPACE, SESSION);

  static final int LONGEST_GOAL = 256;
  static final int LONGEST_USER = 64;
  static final int LONGEST_WORKSPACE = 128;
  private static final int COLON_AND_LINE_END = ": \r\n".length();
  private static final int FIRST_ATTEMPT = 256;
  private static final ContextHeaders STANDARD =
      new ContextHeaders(Compatibility.CORRECT, ContextLimits.STANDARD);

  private final Compatibility compatibility;
  private final ContextLimits limits;
  private final SessionCodec sessions;

  public ContextHeaders(Compatibility compatibility, ContextLimits limits) {
    this.compatibility = compatibility;
    this.limits = limits;
    sessions = new SessionCodec(limits);
  }

  /** Correct, and within the protocol's limits. */
  public static ContextHeaders standard() {
    return STANDARD;
  }

  /** The headers of {@code context} in the order in which they are to be sent. */
  public Map<String, String> encode(AgentContext context) {
    return encode(context, true);
  }

  /** The same, with the session packed only if {@code compress}. */
  public Map<String, String> encode(AgentContext context, boolean compress) {
    return compatibility == Compatibility.STOCK
        ? encodeAll(context, compress)
        : encodeWithin(context, compress);
  }

  private Map<String, String> encodeAll(AgentContext context, boolean compress) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(CONTEXT_ID, context.contextId());
    headers.put(AGENT_TYPE, context.agentType());
    headers.put(VERSION, PROTOCOL);
    context.currentGoal().ifPresent(goal -> headers.put(CURRENT_GOAL, goal));
    context.user().ifPresent(user -> headers.put(USER, user));
    context.workspace().ifPresent(workspace -> headers.put(WORKSPACE, workspace));
    headers
        .entrySet()
        .removeIf(header -> isOptional(header.getKey()) && header.getValue().isEmpty());
    headers.forEach(
        (name, value) -> {
          if (!value.chars().allMatch(c -> c == '\t' || (c >= ' ' && c <= 0xFF && c != 0x7F))) {
            throw new OcpException(
                "The header %s cannot carry its value: it has line ends or characters beyond"
                        .formatted(name)
                    + " Latin-1.");
          }
        });
    headers.put(SESSION, sessions.encode(context.toJson(), compress));
    return headers;
  }

  private static boolean isOptional(String name) {
    return List.of(CURRENT_GOAL, USER, WORKSPACE).contains(name);
  }

  private Map<String, String> encodeWithin(AgentContext context, boolean compress) {
    Map<String, String> headers = new LinkedHashMap<>();
    if (!carried(context.contextId(), limits.sent())
        || !carried(context.agentType(), limits.sent())) {
      return headers;
    }
    headers.put(CONTEXT_ID, context.contextId());
    headers.put(AGENT_TYPE, context.agentType());
    headers.put(VERSION, PROTOCOL);
    put(headers, CURRENT_GOAL, context.currentGoal(), LONGEST_GOAL);
    put(headers, USER, context.user(), LONGEST_USER);
    put(headers, WORKSPACE, context.workspace(), LONGEST_WORKSPACE);
    int left = limits.sent() - length(headers) - SESSION.length() - COLON_AND_LINE_END;
    if (left < 0) {
      return Map.of();
    }
    longestWithin(left, context, compress).ifPresent(value -> headers.put(SESSION, value));
    return headers;
  }

  private static void put(
      Map<String, String> headers, String name, Optional<String> value, int longest) {
    value
        .map(String::strip)
        .filter(text -> carried(text, longest))
        .ifPresent(text -> headers.put(name, text));
  }

  private static boolean carried(String value, int longest) {
    return !value.isEmpty()
        && value.length() <= longest
        && value.chars().allMatch(c -> c >= ' ' && c < 0x7F);
  }

  private static int length(Map<String, String> headers) {
    return headers.entrySet().stream()
        .mapToInt(
            header -> header.getKey().length() + header.getValue().length() + COLON_AND_LINE_END)
        .sum();
  }

  /**
   * The session with as many of the newest interactions as fit. Doubles what fits first, so that
   * the work depends on what can be sent and not on how long the history is.
   */
  private Optional<String> longestWithin(int characters, AgentContext context, boolean compress) {
    int history = context.historySize();
    int fits = -1;
    int tooMany = history + 1;
    Optional<String> best = Optional.empty();
    int attempt = Math.min(history, FIRST_ATTEMPT);
    while (fits + 1 < tooMany) {
      String value = sessions.encode(context.toJson(attempt), compress);
      if (value.length() <= characters) {
        fits = attempt;
        best = Optional.of(value);
      } else {
        tooMany = attempt;
      }
      attempt = tooMany > history ? Math.min(history, 2 * fits) : (fits + tooMany) / 2;
    }
    return best;
  }

  /**
   * The context that {@code headers} carry, or nothing if there is none or it is faulty. Names are
   * compared without regard to case.
   */
  public Optional<AgentContext> decode(Map<String, String> headers) {
    return decode(in(headers));
  }

  /**
   * The same.
   *
   * @param header what the header of a name says; to be found without regard to case
   */
  public Optional<AgentContext> decode(Function<String, Optional<String>> header) {
    Optional<String> id = header.apply(CONTEXT_ID).filter(text -> !text.isEmpty());
    Optional<String> session = header.apply(SESSION).filter(text -> !text.isEmpty());
    if (id.isEmpty() || session.isEmpty()) {
      return Optional.empty();
    }
    return sessions
        .decode(session.get())
        .filter(json -> json.isObject())
        .map(
            json -> {
              AgentContextBuilder context = AgentContextBuilder.reading(json);
              if (Texts.of(json.path("context_id")).filter(text -> !text.isEmpty()).isEmpty()) {
                context.contextId(id.get());
              }
              return context.build();
            });
  }

  /** Whether {@code headers} carry a context that can be read. */
  public boolean valid(Map<String, String> headers) {
    return decode(headers).isPresent();
  }

  /** {@code headers} and the context's, which win. */
  public Map<String, String> create(AgentContext context, Map<String, String> headers) {
    return merge(headers, encode(context));
  }

  /** {@code first} and {@code second}, which wins whatever the case of its names. */
  public static Map<String, String> merge(Map<String, String> first, Map<String, String> second) {
    Map<String, String> both = new LinkedHashMap<>(first);
    both.keySet().removeIf(name -> second.keySet().stream().anyMatch(name::equalsIgnoreCase));
    both.putAll(second);
    return both;
  }

  /** {@code headers} without those of the protocol. */
  public static Map<String, String> strip(Map<String, String> headers) {
    Map<String, String> others = new LinkedHashMap<>(headers);
    others.keySet().removeIf(ContextHeaders::isOne);
    return others;
  }

  /** Whether {@code name} is a header of the protocol. */
  public static boolean isOne(String name) {
    return NAMES.stream().anyMatch(name::equalsIgnoreCase);
  }

  /** What the headers besides the session say, in one line. */
  public static String summary(Map<String, String> headers) {
    Function<String, Optional<String>> header = in(headers);
    return "OCP Context: %s | Agent: %s | Goal: %s | Workspace: %s"
        .formatted(
            header.apply(CONTEXT_ID).orElse("unknown"),
            header.apply(AGENT_TYPE).orElse("unknown"),
            header.apply(CURRENT_GOAL).orElse("none"),
            header.apply(WORKSPACE).orElse("unknown"));
  }

  private static Function<String, Optional<String>> in(Map<String, String> headers) {
    Map<String, String> lowerCased = new LinkedHashMap<>();
    headers.forEach((name, value) -> lowerCased.put(name.toLowerCase(Locale.ROOT), value));
    return name ->
        Optional.ofNullable(lowerCased.get(name.toLowerCase(Locale.ROOT)))
            .filter(value -> !value.isEmpty());
  }
}
