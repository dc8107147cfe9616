package dev.rollcall.mcp;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import tools.jackson.databind.JsonNode;

/** One call by one caller while it runs. Safe for use by many threads. */
public interface Invocation<P> {
  P caller();

  /** The revision in which the call came. */
  Revision revision();

  /** Whether the client has declared that it can answer such questions. */
  boolean supports(ClientCapability capability);

  /** The client's answers to the questions of the run before, by their names. */
  Map<String, JsonNode> answers();

  /** The state of the run before. */
  Optional<String> state();

  /** Tells the client how far the call is; ignored if it does not want to know. */
  void progress(double progress, OptionalDouble total, Optional<String> message);

  /** Sends a log message to the client, if it asked for such messages of {@code level}. */
  void log(LogLevel level, String logger, JsonNode data);

  /** Whether the client does not want the answer any more. */
  boolean isCancelled();

  /** Runs {@code action} once when the call is cancelled; at once if it is. */
  void onCancel(Runnable action);
}
