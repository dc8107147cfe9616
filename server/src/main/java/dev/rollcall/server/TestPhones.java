package dev.rollcall.server;

import dev.rollcall.core.conference.LeaveReason;
import dev.rollcall.core.identity.CallSid;
import dev.rollcall.core.signalling.CallLeg;
import dev.rollcall.core.signalling.Destination;
import dev.rollcall.core.signalling.DialProgress;
import dev.rollcall.core.signalling.DialRequest;
import dev.rollcall.core.signalling.Dialer;
import dev.rollcall.media.MediaEngine;
import java.util.concurrent.atomic.AtomicBoolean;

/** The telephones inside this server, {@code rollcall:tone} and {@code rollcall:echo}. */
final class TestPhones implements Dialer {
  private final MediaEngine media;

  TestPhones(MediaEngine media) {
    this.media = media;
  }

  @Override
  public void check(Destination destination) {
    // Each of them can be called.
  }

  @Override
  public CallLeg dial(DialRequest request, DialProgress progress) {
    if (!(request.to() instanceof Destination.TestPhone phone)) {
      throw new IllegalArgumentException(request.to() + " is no test phone");
    }
    Line line = new Line(request.call(), media.openTestPhone(request.call(), phone.behaviour()));
    Thread.ofVirtual().name("test-phone").start(() -> line.ring(progress));
    return line;
  }

  /** One call of a test phone: it rings, and answers at once. */
  private static final class Line implements CallLeg {
    private final CallSid call;
    private final AutoCloseable audio;
    private final AtomicBoolean over = new AtomicBoolean();

    Line(CallSid call, AutoCloseable audio) {
      this.call = call;
      this.audio = audio;
    }

    void ring(DialProgress progress) {
      if (!over.get()) {
        progress.ringing(call);
      }
      if (!over.get() && !progress.answered(call)) {
        end();
      }
    }

    @Override
    public void hangUp(LeaveReason reason) {
      end();
    }

    private void end() {
      if (over.compareAndSet(false, true)) {
        try {
          audio.close();
        } catch (Exception e) {
          throw new IllegalStateException("closing a test phone's audio does not fail", e);
        }
      }
    }
  }
}
