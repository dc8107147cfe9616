package dev.rollcall.rest.webhook;

import dev.rollcall.core.delivery.Delivery;
import dev.rollcall.core.delivery.Subject;
import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Messages whose events are being committed. One whose event was refused is forgotten when the
 * event's number is used again, and with the next one that is released.
 */
final class Prepared {
  private final Map<Subject, NavigableMap<Long, Delivery>> bySubject = new ConcurrentHashMap<>();

  /** The subject's numbers from {@code sequence} on are given anew. */
  void renew(Subject subject, long sequence, Optional<Delivery> delivery) {
    bySubject.compute(
        subject,
        (_, known) -> {
          NavigableMap<Long, Delivery> waiting = known == null ? new TreeMap<>() : known;
          waiting.tailMap(sequence, true).clear();
          delivery.ifPresent(each -> waiting.put(sequence, each));
          return waiting.isEmpty() ? null : waiting;
        });
  }

  /** The message of the event with this number, which is committed. */
  Optional<Delivery> release(Subject subject, long sequence) {
    Released released = new Released();
    bySubject.computeIfPresent(
        subject,
        (_, waiting) -> {
          released.delivery = Optional.ofNullable(waiting.get(sequence));
          waiting.headMap(sequence, true).clear();
          return waiting.isEmpty() ? null : waiting;
        });
    return released.delivery;
  }

  /** Forgets what was made before {@code time}: its event is long refused. */
  void forget(Instant time) {
    for (Subject subject : bySubject.keySet()) {
      bySubject.computeIfPresent(
          subject,
          (_, waiting) -> {
            waiting.values().removeIf(each -> each.created().isBefore(time));
            return waiting.isEmpty() ? null : waiting;
          });
    }
  }

  /** How many wait. */
  int size() {
    return bySubject.values().stream().mapToInt(Map::size).sum();
  }

  private static final class Released {
    private Optional<Delivery> delivery = Optional.empty();
  }
}
