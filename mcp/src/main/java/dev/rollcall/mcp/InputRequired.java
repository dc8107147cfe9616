package dev.rollcall.mcp;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Questions that the client has to answer before the call can go on. The handler is then run again
 * from its start, with the answers and the state in its {@link Invocation}.
 *
 * <p>Clients of 2026-07-28 get them as a result and call again; older ones are asked while their
 * call waits.
 *
 * @param requests the questions by names of the handler's choice
 * @param state what the handler wants to find again; travels sealed, so that the client can neither
 *     read nor change it nor use it for another call
 */
public record InputRequired(SequencedMap<String, InputRequest> requests, Optional<String> state)
    implements ToolOutcome, PromptOutcome {
  public InputRequired {
    requests = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(requests));
    if (requests.isEmpty() && state.isEmpty()) {
      throw new IllegalArgumentException("neither a question nor a state");
    }
  }
}
