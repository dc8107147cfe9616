package dev.rollcall.core.event;

import dev.rollcall.core.journal.Change;
import java.util.List;

/**
 * What must be kept so that what happened is told also after a restart: it is committed together
 * with the change itself, before anybody can see either.
 *
 * <p>Both methods are called in the order of the events of each conference and call, under a lock
 * that others wait for, so they neither block nor throw. An event that is committed is given to
 * {@link EventSink} right after, once lists show it; one that is not given was not committed, and
 * its number is used again.
 */
public interface Outbox {
  /** The records to commit with {@code event}. */
  List<Change> records(ConferenceEvent event);

  /** The records to commit with {@code event}. */
  List<Change> records(CallEvent event);

  /** Keeps nothing. */
  Outbox NONE =
      new Outbox() {
        @Override
        public List<Change> records(ConferenceEvent event) {
          return List.of();
        }

        @Override
        public List<Change> records(CallEvent event) {
          return List.of();
        }
      };
}
