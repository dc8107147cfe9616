package dev.rollcall.server;

import dev.rollcall.core.conversation.ConversationId;
import dev.rollcall.core.conversation.ConversationSink;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** Passes what changes in conversations on to all who want to know. */
final class ConversationChanges implements ConversationSink {
  private final List<ConversationSink> listeners = new CopyOnWriteArrayList<>();

  void add(ConversationSink listener) {
    listeners.add(listener);
  }

  @Override
  public void changed(ConversationId conversation, Set<Aspect> aspects) {
    for (ConversationSink listener : listeners) {
      listener.changed(conversation, aspects);
    }
  }
}
