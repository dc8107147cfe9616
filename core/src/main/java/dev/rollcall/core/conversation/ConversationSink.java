package dev.rollcall.core.conversation;

import java.util.Set;

/** Is told that something changed, after whoever reads it sees the change. */
@FunctionalInterface
public interface ConversationSink {
  /** What of a conversation can change. */
  enum Aspect {
    CONVERSATION,
    PARTICIPANTS,
    MESSAGES,
    EVENTS,
    /** In whose lists of conversations it is, and in which of them. */
    LISTS
  }

  /** Takes a change. Called by the thread that made it, so it must neither block nor throw. */
  void changed(ConversationId conversation, Set<Aspect> aspects);
}
