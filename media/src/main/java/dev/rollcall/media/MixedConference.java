package dev.rollcall.media;

import dev.rollcall.core.audio.AudioRoute;
import dev.rollcall.core.identity.CallSid;
import dev.rollcall.core.identity.ConferenceSid;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * One conference on its media thread. A tick and a change of routes exclude each other, so every
 * frame follows either the routes before or those after. Safe for use by many threads.
 */
final class MixedConference {
  private final ConferenceSid sid;
  private final MediaThread thread;
  private final Mixer mixer;
  private final ReentrantLock lock = new ReentrantLock();
  private Map<CallSid, AudioLeg.Attachment> attached = Map.of();
  private volatile AudioLeg.Attachment[] legs = {};

  MixedConference(ConferenceSid sid, MediaThread thread, Mixer mixer) {
    this.sid = sid;
    this.thread = thread;
    this.mixer = mixer;
  }

  ConferenceSid sid() {
    return sid;
  }

  MediaThread thread() {
    return thread;
  }

  /** Number of legs in it. */
  int size() {
    return legs.length;
  }

  /** See {@link MediaEngine#route}. */
  void route(List<AudioRoute> routes, Function<CallSid, Optional<AudioLeg>> openLegs) {
    lock.lock();
    try {
      Map<CallSid, AudioLeg.Attachment> next = new HashMap<>();
      for (AudioRoute route : routes) {
        Optional.ofNullable(attached.get(route.call()))
            .filter(AudioLeg.Attachment::current)
            .or(() -> openLegs.apply(route.call()).flatMap(thread::attach))
            .ifPresent(attachment -> next.put(route.call(), attachment));
      }
      attached.forEach(
          (call, attachment) -> {
            if (next.get(call) != attachment) {
              attachment.detach();
            }
          });
      mixer.route(routes, call -> Optional.ofNullable(next.get(call)));
      attached = next;
      legs = next.values().toArray(AudioLeg.Attachment[]::new);
    } finally {
      lock.unlock();
    }
  }

  void beep() {
    lock.lock();
    try {
      mixer.beep();
    } finally {
      lock.unlock();
    }
  }

  void tick(long tick) {
    lock.lock();
    try {
      mixer.tick(tick);
    } finally {
      lock.unlock();
    }
  }

  /** What is to be done for each leg once a tick and may call others' code. */
  void maintain(long nowNanos) {
    for (AudioLeg.Attachment leg : legs) {
      leg.maintain(nowNanos);
    }
  }
}
