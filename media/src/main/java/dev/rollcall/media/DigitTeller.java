package dev.rollcall.media;

import dev.rollcall.core.identity.CallSid;
import dev.rollcall.media.jitter.Frame;
import dev.rollcall.media.rtp.TelephoneEvent;
import dev.rollcall.media.rtp.TelephoneEventReceiver;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the keys that were recognised until the listener can be told without any lock being held.
 * Safe for use by many threads.
 */
final class DigitTeller implements TelephoneEventReceiver.Listener {
  private static final Logger log = LoggerFactory.getLogger(DigitTeller.class);

  private final CallSid call;
  private final Queue<Digit> untold = new ConcurrentLinkedQueue<>();
  private final AtomicLong count = new AtomicLong();
  private volatile Consumer<Digit> listener = _ -> {};

  DigitTeller(CallSid call) {
    this.call = call;
  }

  @Override
  public void onEvent(int event, long duration) {
    if (TelephoneEvent.isKey(event)) {
      count.incrementAndGet();
      Duration pressed = Duration.ofMillis(duration / Frame.SAMPLES_PER_MILLISECOND);
      untold.add(new Digit(TelephoneEvent.key(event), pressed));
    }
  }

  void listener(Consumer<Digit> next) {
    listener = next;
  }

  /** Keys recognised so far. */
  long count() {
    return count.get();
  }

  /** Tells of what has not been told; must be called without locks. */
  void tell() {
    for (Digit digit = untold.poll(); digit != null; digit = untold.poll()) {
      try {
        listener.accept(digit);
      } catch (RuntimeException e) {
        log.atError().addKeyValue("call", call).setCause(e).log("the listener for keys failed");
      }
    }
  }
}
