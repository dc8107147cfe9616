package dev.rollcall.media;

import dev.rollcall.core.audio.CallQuality;
import dev.rollcall.core.identity.CallSid;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.util.Optional;

/** The audio of one call, as conferences take it in. */
abstract sealed class Leg implements AutoCloseable permits AudioLeg, TestPhoneLeg {
  /** The call whose audio this is. */
  abstract CallSid call();

  /** What has gone through so far. */
  abstract LegStatistics statistics();

  /** How its audio arrives; empty if it crosses no network, or nothing is agreed on yet. */
  abstract Optional<CallQuality> quality();

  /**
   * Begins to listen and to speak, by means of the given thread's selector and buffer, and to
   * nobody else any more.
   *
   * @return empty if the leg is closed
   */
  abstract Optional<? extends Attachment> attach(Selector selector, ByteBuffer sendBuffer);

  @Override
  public abstract void close();

  /** A leg's place in one conference; does nothing any more once the leg has another or none. */
  interface Attachment extends MixerPort {
    /** Whether the leg is still here. */
    boolean current();

    /** Ends it: the leg says nothing and listens to nothing until it is attached again. */
    void detach();

    /**
     * Does what is to be done once a frame. Call without locks: listeners are called, which may
     * close legs and change routes.
     */
    void maintain(long nowNanos);
  }
}
