package dev.rollcall.mcp;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import tools.jackson.databind.JsonNode;

/** One run of a handler: a call that asks the client runs it once more with the answers. */
record Round<P>(
    Client<P> client,
    Map<String, JsonNode> answers,
    Optional<String> state,
    Reporter reporter,
    Cancellation cancellation)
    implements Invocation<P> {

  /** The run after this one. */
  Round<P> next(Map<String, JsonNode> nextAnswers, Optional<String> nextState) {
    return new Round<>(client, Map.copyOf(nextAnswers), nextState, reporter, cancellation);
  }

  @Override
  public P caller() {
    return client.caller();
  }

  @Override
  public Revision revision() {
    return client.revision();
  }

  @Override
  public boolean supports(ClientCapability capability) {
    return client.capabilities().contains(capability);
  }

  @Override
  public void progress(double progress, OptionalDouble total, Optional<String> message) {
    reporter.progress(progress, total, message);
  }

  @Override
  public void log(LogLevel level, String logger, JsonNode data) {
    reporter.log(level, logger, data);
  }

  @Override
  public boolean isCancelled() {
    return cancellation.isCancelled();
  }

  @Override
  public void onCancel(Runnable action) {
    cancellation.onCancel(action);
  }
}
