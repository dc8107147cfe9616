package dev.rollcall.core.conversation;

import dev.rollcall.core.Problem;
import dev.rollcall.core.RefusedException;
import dev.rollcall.core.journal.JournalException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets one thread at a time change a conversation, and makes every change in the same order:
 * journaled, then visible to every reader, then told to the sink, then answered.
 */
final class ConversationWriter {
  private static final Logger log = LoggerFactory.getLogger(ConversationWriter.class);

  /** Conversations share locks, so that these need no bound of their own. */
  private static final int LOCKS = 1 << 10;

  private final ConversationPorts ports;
  private final HotConversations hot;
  private final ReentrantLock[] locks =
      IntStream.range(0, LOCKS).mapToObj(_ -> new ReentrantLock()).toArray(ReentrantLock[]::new);

  ConversationWriter(ConversationPorts ports, HotConversations hot) {
    this.ports = ports;
    this.hot = hot;
  }

  /** The time now, in whole milliseconds as it is journaled. */
  Instant now() {
    return ports.clock().instant().truncatedTo(ChronoUnit.MILLIS);
  }

  /**
   * Answers what {@code rule} answers, which nobody else's rule for {@code conversation} runs
   * beside. The rule reads, decides, and {@link #commit}s at most once. One rule never starts
   * another.
   */
  <T> T alone(ConversationId conversation, Supplier<T> rule) {
    ReentrantLock lock = locks[(int) conversation.id().getLeastSignificantBits() & (LOCKS - 1)];
    lock.lock();
    try {
      return rule.get();
    } finally {
      lock.unlock();
    }
  }

  /** Makes the draft true; nothing happens if it holds no change. */
  void commit(Draft draft) {
    if (draft.isEmpty()) {
      return;
    }
    ConversationId id = draft.conversation().id();
    try {
      ports.journal().commit(draft.changes());
    } catch (JournalException e) {
      throw new RefusedException(
          Problem.STORE_UNAVAILABLE,
          "The change could not be written to the store, so it was not made; try again.",
          e);
    } finally {
      hot.changed(id);
    }
    tell(draft);
  }

  private void tell(Draft draft) {
    try {
      ports.sink().changed(draft.conversation().id(), draft.aspects());
    } catch (RuntimeException e) {
      log.atError()
          .setCause(e)
          .addKeyValue("conversation", draft.conversation().id())
          .log("a change was made but could not be told");
    }
  }
}
