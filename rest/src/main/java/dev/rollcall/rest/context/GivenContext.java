package dev.rollcall.rest.context;

import dev.rollcall.core.event.Instigator;
import dev.rollcall.http.Headers;
import dev.rollcall.ocp.context.AgentContext;
import dev.rollcall.ocp.context.ContextHeaders;
import dev.rollcall.ocp.context.PlainContext;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The context that a request carries.
 *
 * @param goal what the agent is after, just as it said it; empty if that is more than is kept, so
 *     that no answer makes an agent take a shortened goal for its own
 */
record GivenContext(Instigator instigator, Optional<String> goal) {

  /**
   * Reads the headers, and of {@code OCP-Session} what they lack. Whatever breaks a rule counts as
   * missing: a field that comes twice with different values, a session that cannot be unpacked or
   * is of another context than the request. Without a context's id and a kind of agent there is no
   * context.
   */
  static Optional<GivenContext> of(Headers headers, ContextHeaders codec) {
    Function<String, Optional<String>> header = name -> only(headers.all(name));
    Optional<String> id = header.apply(ContextHeaders.CONTEXT_ID).filter(Instigator::isContextId);
    if (id.isEmpty()) {
      return Optional.empty();
    }
    Optional<PlainContext> whole = PlainContext.read(header).filter(GivenContext::isWhole);
    Optional<AgentContext> session =
        whole.isPresent()
            ? Optional.empty()
            : codec.decode(header).filter(context -> context.contextId().equals(id.get()));
    Optional<String> agentType =
        header
            .apply(ContextHeaders.AGENT_TYPE)
            .or(() -> session.map(AgentContext::agentType))
            .filter(Instigator::isAgentType);
    return agentType
        .flatMap(
            type ->
                PlainContext.read(
                    name ->
                        name.equals(ContextHeaders.AGENT_TYPE)
                            ? Optional.of(type)
                            : header.apply(name)))
        .map(plain -> of(plain, session));
  }

  private static GivenContext of(PlainContext plain, Optional<AgentContext> session) {
    Optional<String> goal = plain.goal().or(() -> session.flatMap(AgentContext::currentGoal));
    Instigator instigator =
        new Instigator(
            plain.contextId(),
            plain.agentType(),
            plain.user().or(() -> session.flatMap(AgentContext::user)),
            goal,
            plain.workspace().or(() -> session.flatMap(AgentContext::workspace)));
    return new GivenContext(instigator, goal.filter(_ -> instigator.goal().equals(goal)));
  }

  private static boolean isWhole(PlainContext plain) {
    return plain.user().isPresent() && plain.goal().isPresent() && plain.workspace().isPresent();
  }

  private static Optional<String> only(List<String> values) {
    return values.stream().distinct().count() == 1
        ? Optional.of(values.getFirst())
        : Optional.empty();
  }
}
