package dev.rollcall.mcp.tools;

import dev.rollcall.mcp.ClientCapability;
import dev.rollcall.mcp.Invocation;
import dev.rollcall.mcp.LogLevel;
import dev.rollcall.mcp.Revision;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** A call as the engine would hand it to a tool. */
record TestInvocation(
    Visitor caller, Set<ClientCapability> capabilities, Map<String, JsonNode> answers)
    implements Invocation<Visitor> {
  static TestInvocation of(Visitor caller) {
    return new TestInvocation(caller, Set.of(), Map.of());
  }

  /** A call whose client can ask a person. */
  static TestInvocation asking(Visitor caller, Map<String, JsonNode> answers) {
    return new TestInvocation(caller, Set.of(ClientCapability.ELICITATION), answers);
  }

  @Override
  public Revision revision() {
    return Revision.V2026_07_28;
  }

  @Override
  public boolean supports(ClientCapability capability) {
    return capabilities.contains(capability);
  }

  @Override
  public Optional<String> state() {
    return Optional.empty();
  }

  @Override
  public void progress(double progress, OptionalDouble total, Optional<String> message) {}

  @Override
  public void log(LogLevel level, String logger, JsonNode data) {}

  @Override
  public boolean isCancelled() {
    return false;
  }

  @Override
  public void onCancel(Runnable action) {}
}
