package dev.rollcall.rest.events;

import dev.rollcall.core.call.CallProgress;
import dev.rollcall.core.conference.ConferenceStatus;
import dev.rollcall.core.event.CallEvent;
import dev.rollcall.core.event.ConferenceEvent;
import dev.rollcall.core.event.EventSink;
import dev.rollcall.core.identity.Sid;
import dev.rollcall.rest.door.Bell;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Knows up to which event each live conference and call has been told, and wakes those who wait for
 * more. Events become durable moments before lists show what they say; this is what keeps readers
 * of the log from being ahead of the lists.
 *
 * <p>Keeps one number for each live conference and call, and nothing of what is over. Safe for use
 * by many threads.
 */
public final class EventFeed implements EventSink, AutoCloseable {
  private final ConcurrentMap<Sid, Long> told = new ConcurrentHashMap<>();
  private final ConcurrentMap<Sid, Set<Bell>> bells = new ConcurrentHashMap<>();
  private volatile boolean closed;

  @Override
  public void accept(ConferenceEvent event) {
    Sid conference = event.conference().sid();
    // All events of an end are told after the end itself can be seen.
    if (event.conference().status() == ConferenceStatus.COMPLETED) {
      told.remove(conference);
    } else {
      told.put(conference, event.sequence());
    }
    ring(conference);
    ring(event.conference().account());
  }

  @Override
  public void accept(CallEvent event) {
    if (event.step() == CallProgress.COMPLETED) {
      told.remove(event.call().sid());
    } else {
      told.put(event.call().sid(), (long) event.sequence());
    }
    ring(event.call().account());
  }

  /** Lets everybody who waits return; nobody waits any more. */
  @Override
  public void close() {
    closed = true;
    bells.values().forEach(all -> all.forEach(Bell::ring));
  }

  boolean isClosed() {
    return closed;
  }

  /** The number of the last event that was told; empty if {@code subject} is not known as live. */
  OptionalLong told(Sid subject) {
    Long number = told.get(subject);
    return number == null ? OptionalLong.empty() : OptionalLong.of(number);
  }

  /** How many subjects are known as live. */
  int live() {
    return told.size();
  }

  /** Rings {@code bell} from now on at each event of {@code subject}, a conference or account. */
  void listen(Sid subject, Bell bell) {
    bells.compute(
        subject,
        (_, known) -> {
          Set<Bell> all = known == null ? ConcurrentHashMap.newKeySet() : known;
          all.add(bell);
          return all;
        });
    if (closed) {
      bell.ring();
    }
  }

  void forget(Sid subject, Bell bell) {
    bells.computeIfPresent(
        subject,
        (_, all) -> {
          all.remove(bell);
          return all.isEmpty() ? null : all;
        });
  }

  /** How many bells there are. */
  int listening() {
    return bells.values().stream().mapToInt(Set::size).sum();
  }

  private void ring(Sid subject) {
    Set<Bell> all = bells.get(subject);
    if (all != null) {
      all.forEach(Bell::ring);
    }
  }
}
