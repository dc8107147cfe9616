package dev.rollcall.ocp.context;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * What the headers besides the session tell of whoever calls: for servers that look no further.
 *
 * @param contextId 1 to 64 letters, digits and hyphens
 * @param agentType 1 to 128 letters, digits, {@code _}, {@code -} and {@code .}
 */
public record PlainContext(
    String contextId,
    String agentType,
    Optional<String> goal,
    Optional<String> user,
    Optional<String> workspace) {
  private static final Pattern CONTEXT_ID = Pattern.compile("[a-zA-Z0-9-]{1,64}");
  private static final Pattern AGENT_TYPE = Pattern.compile("[a-zA-Z0-9_.-]{1,128}");

  /**
   * What the headers tell, or nothing if the two that the protocol requires are missing or break
   * its rules. Of the others, those longer than it allows count as missing. The names that drafts
   * gave the goal's header are read too.
   *
   * @param header what the header of a name says; to be found without regard to case
   */
  public static Optional<PlainContext> read(Function<String, Optional<String>> header) {
    Optional<String> id =
        header.apply(ContextHeaders.CONTEXT_ID).filter(text -> CONTEXT_ID.matcher(text).matches());
    Optional<String> type =
        header.apply(ContextHeaders.AGENT_TYPE).filter(text -> AGENT_TYPE.matcher(text).matches());
    if (id.isEmpty() || type.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> goal =
        header
            .apply(ContextHeaders.CURRENT_GOAL)
            .or(() -> header.apply("OCP-Agent-Goal"))
            .or(() -> header.apply("OCP-Goal"));
    return Optional.of(
        new PlainContext(
            id.get(),
            type.get(),
            within(goal, ContextHeaders.LONGEST_GOAL),
            within(header.apply(ContextHeaders.USER), ContextHeaders.LONGEST_USER),
            within(header.apply(ContextHeaders.WORKSPACE), ContextHeaders.LONGEST_WORKSPACE)));
  }

  private static Optional<String> within(Optional<String> text, int longest) {
    return text.map(String::strip)
        .filter(present -> !present.isEmpty() && present.length() <= longest);
  }
}
