package dev.rollcall.media;

import dev.rollcall.core.audio.Announcement;
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
  private Map<CallSid, Leg.Attachment> attached = Map.of();
  private volatile Leg.Attachment[] legs = {};
  private boolean over;

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

  /** See {@link MediaEngine#route}; no routes end it. */
  void route(List<AudioRoute> routes, Function<CallSid, Optional<? extends Leg>> openLegs) {
    lock.lock();
    try {
      Map<CallSid, Leg.Attachment> next = new HashMap<>();
      for (AudioRoute route : routes) {
        Optional.ofNullable(attached.get(route.call()))
            .filter(Leg.Attachment::current)
            .or(() -> openLegs.apply(route.call()).flatMap(thread::attach))
            .ifPresent(attachment -> next.put(route.call(), attachment));
      }
      attached.forEach(
          (call, attachment) -> {
            if (!attachment.equals(next.get(call))) {
              attachment.detach();
            }
          });
      mixer.route(routes, call -> Optional.ofNullable(next.get(call)));
      attached = next;
      legs = next.values().toArray(Leg.Attachment[]::new);
      over = routes.isEmpty();
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

  /** See {@link MediaEngine#announce(ConferenceSid, Announcement)}. */
  void announce(Announcement announcement) {
    lock.lock();
    try {
      if (over) {
        new PlayedAnnouncement(announcement).drop(PlayedAnnouncement.CONFERENCE_ENDED);
      } else {
        mixer.announce(announcement);
      }
    } finally {
      lock.unlock();
    }
  }

  /** See {@link MediaEngine#announce(ConferenceSid, CallSid, Announcement)}. */
  void announce(CallSid call, Announcement announcement) {
    lock.lock();
    try {
      mixer.announce(call, announcement);
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
    for (Leg.Attachment leg : legs) {
      leg.maintain(nowNanos);
    }
  }
}
