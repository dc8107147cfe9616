package dev.rollcall.rest.webhook;

import dev.rollcall.core.delivery.Delivery;
import dev.rollcall.core.delivery.DeliveryId;
import dev.rollcall.core.delivery.Subject;
import dev.rollcall.core.identity.AccountSid;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.Condition;

/**
 * The messages of one conference or call that wait, in the order of their events. Guarded by its
 * dispatcher's lock.
 *
 * <p>Only the first {@value #WHOLE} are kept whole; of those behind them only the names, so that a
 * dead target costs little memory. They are read again when their turn comes.
 */
final class Line {
  private static final int WHOLE = 100;

  private final Subject subject;
  private final Condition changed;
  private final NavigableMap<Long, Waiting> waiting = new TreeMap<>();

  /**
   * A message that waits.
   *
   * @param due when it may be sent, on the clock of {@link System#nanoTime}, which nobody sets back
   */
  record Waiting(
      DeliveryId id, AccountSid account, long sequence, long due, Optional<Delivery> whole) {
    static Waiting of(Delivery delivery, long due) {
      return new Waiting(
          delivery.id(), delivery.account(), delivery.sequence(), due, Optional.of(delivery));
    }

    Waiting onlyNamed() {
      return new Waiting(id, account, sequence, due, Optional.empty());
    }

    Waiting until(long time) {
      return new Waiting(id, account, sequence, time, whole);
    }
  }

  Line(Subject subject, Condition changed) {
    this.subject = subject;
    this.changed = changed;
  }

  Subject subject() {
    return subject;
  }

  /** Signalled when the first message may have to be looked at earlier than it is due. */
  Condition changed() {
    return changed;
  }

  int size() {
    return waiting.size();
  }

  Optional<Waiting> first() {
    return waiting.isEmpty() ? Optional.empty() : Optional.of(waiting.firstEntry().getValue());
  }

  /** Takes a message, or the same one as it stands now. */
  void put(Delivery delivery, long due) {
    Waiting entry = Waiting.of(delivery, due);
    boolean near = waiting.size() < WHOLE || waiting.headMap(delivery.sequence()).isEmpty();
    waiting.put(delivery.sequence(), near ? entry : entry.onlyNamed());
  }

  void put(Waiting entry) {
    waiting.put(entry.sequence(), entry);
  }

  void remove(long sequence) {
    waiting.remove(sequence);
  }
}
