package dev.rollcall.core.journal;

import java.util.List;

/** Where changes become durable. Safe for use by many threads. */
public interface Journal {
  /**
   * Makes {@code changes} durable, all or none, and returns when they are: they survive the loss of
   * the process and of power. Of two calls for the same record the one that began later wins, if
   * the first had returned before.
   *
   * @throws JournalException if they could not be made durable; then none of them was
   */
  void commit(List<Change> changes) throws JournalException;
}
