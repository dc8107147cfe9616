package dev.rollcall.bench;

import dev.rollcall.phone.PhoneCall;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Hears a telephone's audio frame by frame, and when each came. Looks for frames every quarter of a
 * millisecond, so that a frame is dated that much late at most, or as late as the machine lets it
 * look. Used by one thread.
 */
final class FrameListener {
  /** 20 ms at 8 kHz: what one RTP packet of the server carries. */
  private static final int FRAME_SAMPLES = 160;

  private static final Duration INTERVAL = Duration.ofNanos(250_000);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** As many frames have to be alike until it is believed that they go on so. */
  private static final int ALIKE = 3;

  private final PhoneCall phone;

  FrameListener(PhoneCall phone) {
    this.phone = phone;
  }

  /** The place in time behind all frames that are here. */
  long mark() {
    return phone.mark();
  }

  /**
   * Waits until several frames behind {@code mark} have sound, one after the other.
   *
   * @return when the first of them was here, by {@link System#nanoTime}
   */
  long awaitSound(long mark) throws IOException {
    return await(mark, true);
  }

  /**
   * Waits until several frames behind {@code mark} are digital silence, one after the other.
   *
   * @return when the first of them was here, by {@link System#nanoTime}
   */
  long awaitSilence(long mark) throws IOException {
    return await(mark, false);
  }

  private long await(long mark, boolean sound) throws IOException {
    long position = mark;
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    long first = 0;
    int alike = 0;
    while (System.nanoTime() - deadline < 0) {
      short[] heard = phone.heardSince(position);
      long now = System.nanoTime();
      for (int start = 0; start + FRAME_SAMPLES <= heard.length; start += FRAME_SAMPLES) {
        position += FRAME_SAMPLES;
        if (hasSound(heard, start) != sound) {
          alike = 0;
        } else if (++alike == 1) {
          first = now;
        } else if (alike == ALIKE) {
          return first;
        }
      }
      LockSupport.parkNanos(INTERVAL.toNanos());
    }
    throw new IOException("no " + (sound ? "sound" : "silence") + " within " + PATIENCE);
  }

  private static boolean hasSound(short[] samples, int start) {
    for (int i = start; i < start + FRAME_SAMPLES; i++) {
      if (samples[i] != 0) {
        return true;
      }
    }
    return false;
  }
}
