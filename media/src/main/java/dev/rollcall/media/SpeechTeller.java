package dev.rollcall.media;

import dev.rollcall.core.audio.SpeechListener;
import dev.rollcall.core.identity.CallSid;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a listener who speaks, on a virtual thread of its own. While the listener blocks, each call
 * waits once at most: if it began and ceased meanwhile, neither is told.
 */
final class SpeechTeller implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(SpeechTeller.class);

  private final SpeechListener listener;
  private final BlockingQueue<Voice> changed = new LinkedBlockingQueue<>();
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
      while (true) {
        changed.take().tell();
      }
    } catch (InterruptedException e) {
      log.atDebug().log("nobody is told of speech any more");
    }
  }

  @Override
  public void close() {
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

    private void tell() {
      waiting.set(false);
      boolean now = speaking;
      if (now == told) {
        return;
      }
      told = now;
      try {
        listener.onSpeech(call, now);
      } catch (RuntimeException e) {
        log.atError().addKeyValue("call", call).setCause(e).log("the listener for speech failed");
      }
    }
  }
}
