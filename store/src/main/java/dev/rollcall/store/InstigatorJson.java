package dev.rollcall.store;

import dev.rollcall.core.event.Instigator;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/** Who had an event happen, as a JSON object of texts; what is not known is left out. */
final class InstigatorJson {
  private static final String CONTEXT_ID = "context_id";
  private static final String AGENT_TYPE = "agent_type";
  private static final String USER = "user";
  private static final String GOAL = "goal";
  private static final String WORKSPACE = "workspace";

  private InstigatorJson() {}

  static String write(Instigator instigator) {
    SequencedMap<String, String> texts = new LinkedHashMap<>();
    texts.put(CONTEXT_ID, instigator.contextId());
    texts.put(AGENT_TYPE, instigator.agentType());
    instigator.user().ifPresent(text -> texts.put(USER, text));
    instigator.goal().ifPresent(text -> texts.put(GOAL, text));
    instigator.workspace().ifPresent(text -> texts.put(WORKSPACE, text));
    return EventParametersJson.write(texts);
  }

  /**
   * @throws UnreadableException if {@code text} is not what {@link #write} makes
   */
  static Instigator read(String text) throws UnreadableException {
    SequencedMap<String, String> texts = EventParametersJson.read(text);
    try {
      return new Instigator(
          texts.getOrDefault(CONTEXT_ID, ""),
          texts.getOrDefault(AGENT_TYPE, ""),
          Optional.ofNullable(texts.get(USER)),
          Optional.ofNullable(texts.get(GOAL)),
          Optional.ofNullable(texts.get(WORKSPACE)));
    } catch (IllegalArgumentException e) {
      throw new UnreadableException("no instigator");
    }
  }
}
