package dev.rollcall.media;

import dev.rollcall.core.audio.SpeechListener;
import dev.rollcall.core.identity.CallSid;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a listener who speaks, on a virtual thread of its own: what changed first at once, and what
 * changes in the next {@value #GATHERED_MILLIS} ms together. While the listener blocks, each call
 * waits once at most: if it began and ceased meanwhile, neither is told.
 */
final class SpeechTeller implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(SpeechTeller.class);

  private static final long GATHERED_MILLIS = 50;

  private final SpeechListener listener;
  private final BlockingQueue<Voice> changed = new LinkedBlockingQueue<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;

  SpeechTeller(SpeechListener listener) {
    this.listener = listener;
    thread = Thread.ofVirtual().name("speech").start(this::run);
  }

  /** Begins to listen to a call. */
  Voice voice(CallSid call) {
    return new Voice(call);
  }

  private void run() {
    try {
      do {
        List<Voice> voices = new ArrayList<>();
        voices.add(changed.take());
        changed.drainTo(voices);
        tell(voices);
      } while (!closed.await(GATHERED_MILLIS, TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      log.atDebug().log("nobody is told of speech any more");
    }
  }

  private void tell(List<Voice> voices) {
    Map<CallSid, Boolean> speaking = new LinkedHashMap<>();
    for (Voice voice : voices) {
      voice.news().ifPresent(now -> speaking.put(voice.call, now));
    }
    if (speaking.isEmpty()) {
      return;
    }
    try {
      listener.onSpeech(speaking);
    } catch (RuntimeException e) {
      log.atError().setCause(e).log("the listener for speech failed");
    }
  }

  @Override
  public void close() {
    closed.countDown();
    thread.interrupt();
  }

  /** One call's voice; for one thread at a time. */
  final class Voice {
    private final CallSid call;
    private final SpeechDetector detector = new SpeechDetector();
    private final AtomicBoolean waiting = new AtomicBoolean();
    private volatile boolean speaking;

    /** For the telling thread alone. */
    private boolean told;

    private Voice(CallSid call) {
      this.call = call;
    }

    /** Listens to one frame; see {@link SpeechDetector#hear}. */
    void hear(short[] frame, boolean audible) {
      if (detector.hear(frame, audible)) {
        speaking = detector.speaking();
        if (waiting.compareAndSet(false, true)) {
          changed.add(this);
        }
      }
    }

    /** Whether it speaks now, if that is not what was told last. */
    private Optional<Boolean> news() {
      waiting.set(false);
      boolean now = speaking;
      if (now == told) {
        return Optional.empty();
      }
      told = now;
      return Optional.of(now);
    }
  }
}
