package dev.rollcall.phone;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One thread that gives many telephones their 20 ms beat. */
final class AudioPump implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(AudioPump.class);
  private static final long FRAME_NANOS = 20_000_000;

  private final Set<PhoneAudio> phones = ConcurrentHashMap.newKeySet();
  private final Thread thread;
  private volatile boolean running = true;

  AudioPump() {
    thread = Thread.ofPlatform().name("phone-audio").daemon().start(this::run);
  }

  void add(PhoneAudio phone) {
    phones.add(phone);
  }

  void remove(PhoneAudio phone) {
    phones.remove(phone);
  }

  @Override
  public void close() {
    running = false;
    LockSupport.unpark(thread);
  }

  private void run() {
    long next = System.nanoTime();
    while (running) {
      phones.removeIf(phone -> !ticks(phone));
      next += FRAME_NANOS;
      for (long now = System.nanoTime(); running && now < next; now = System.nanoTime()) {
        LockSupport.parkNanos(next - now);
      }
    }
  }

  private static boolean ticks(PhoneAudio phone) {
    try {
      phone.tick();
      return true;
    } catch (IOException e) {
      log.atDebug().setCause(e).log("a phone's audio stopped");
      return false;
    }
  }
}
