package dev.rollcall.media;

import dev.rollcall.core.audio.CallQuality;
import dev.rollcall.core.identity.CallSid;
import dev.rollcall.core.signalling.Destination;
import dev.rollcall.media.codec.Codec;
import dev.rollcall.media.codec.G711;
import dev.rollcall.media.jitter.Frame;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The audio of a telephone inside this server: a tone, or an echo of what it hears, one frame
 * later. It has no ports, so that nothing is counted for it. It must be closed when its call ends.
 * Safe for use by many threads.
 */
public final class TestPhoneLeg extends Leg {
  private static final int TONE_HERTZ = 440;
  private static final double TONE_LEVEL = 4_000;

  private final CallSid call;
  private final Destination.TestPhone.Behaviour behaviour;
  private final Consumer<Leg> whenClosed;
  private final ReentrantLock lock = new ReentrantLock();
  private final short[] echo = new short[Frame.SAMPLES];
  private boolean echoAudible;
  private @Nullable Place place;
  private boolean closed;

  TestPhoneLeg(CallSid call, Destination.TestPhone.Behaviour behaviour, Consumer<Leg> whenClosed) {
    this.call = call;
    this.behaviour = behaviour;
    this.whenClosed = whenClosed;
  }

  @Override
  public CallSid call() {
    return call;
  }

  @Override
  LegStatistics statistics() {
    return new LegStatistics(0, 0, 0, 0, 0, 0, 0, Map.of(), 0, 0, 0, 0, Optional.empty());
  }

  @Override
  Optional<CallQuality> quality() {
    return Optional.empty();
  }

  @Override
  Optional<Attachment> attach(Selector selector, ByteBuffer sendBuffer) {
    lock.lock();
    try {
      if (closed) {
        return Optional.empty();
      }
      echoAudible = false;
      Place attached = new Place();
      place = attached;
      return Optional.of(attached);
    } finally {
      lock.unlock();
    }
  }

  /** Ends it. The second call does nothing. */
  @Override
  public void close() {
    lock.lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
      place = null;
    } finally {
      lock.unlock();
    }
    whenClosed.accept(this);
  }

  private boolean speak(long tick, short[] frame) {
    return switch (behaviour) {
      case TONE -> {
        ToneTable.copy(tick, frame);
        yield true;
      }
      case ECHO -> {
        System.arraycopy(echo, 0, frame, 0, Frame.SAMPLES);
        yield echoAudible;
      }
    };
  }

  /** Five frames' time of the tone, after which it begins anew. */
  private static final class ToneTable {
    private static final short[] PERIODS = new short[Frame.RATE / 40];

    static {
      for (int i = 0; i < PERIODS.length; i++) {
        double phase = 2 * Math.PI * TONE_HERTZ * i / Frame.RATE;
        PERIODS[i] = (short) Math.round(TONE_LEVEL * Math.sin(phase));
      }
    }

    static void copy(long from, short[] frame) {
      int at = (int) Math.floorMod(from, (long) PERIODS.length);
      for (int i = 0; i < Frame.SAMPLES; i++) {
        frame[i] = PERIODS[at];
        at = at + 1 == PERIODS.length ? 0 : at + 1;
      }
    }
  }

  private final class Place implements Attachment {
    @Override
    public boolean current() {
      lock.lock();
      try {
        return place == this;
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void detach() {
      lock.lock();
      try {
        if (place == this) {
          place = null;
        }
      } finally {
        lock.unlock();
      }
    }

    @Override
    public boolean pull(long tick, short[] frame) {
      lock.lock();
      try {
        if (place == this) {
          return speak(tick, frame);
        }
        Arrays.fill(frame, (short) 0);
        return false;
      } finally {
        lock.unlock();
      }
    }

    @Override
    public Codec codec() {
      return G711.PCMU;
    }

    @Override
    public void send(long tick, Codec codec, byte[] payload, int octets) {
      lock.lock();
      try {
        if (place == this && behaviour == Destination.TestPhone.Behaviour.ECHO) {
          codec.decode(payload, octets, echo);
          echoAudible = Frame.audible(echo, 0, Frame.SAMPLES);
        }
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void maintain(long nowNanos) {}
  }
}
