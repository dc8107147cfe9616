package dev.rollcall.media.sound;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Samples on their way from the one thread that decodes them to the one that plays them: four
 * seconds at most. The reader never waits and allocates nothing.
 */
final class SampleQueue {
  private static final int CAPACITY = 1 << 15;
  private static final int MASK = CAPACITY - 1;

  private final short[] ring = new short[CAPACITY];

  /** Samples put in so far; changed by the writer alone. */
  private final AtomicLong written = new AtomicLong();

  /** Samples taken out so far; changed by the reader alone. */
  private final AtomicLong taken = new AtomicLong();

  /** Waits until half of the ring is free. */
  private volatile @Nullable Thread waiting;

  /** Samples put in so far. */
  long written() {
    return written.get();
  }

  /** Samples that can be taken now. */
  int available() {
    return (int) (written.get() - taken.get());
  }

  /**
   * Puts in {@code count} of {@code samples} from {@code from} on; waits while the queue is full.
   *
   * @throws InterruptedException if the thread is interrupted
   */
  void put(short[] samples, int from, int count) throws InterruptedException {
    int done = 0;
    while (done < count) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      int free = CAPACITY - available();
      if (free == 0) {
        awaitRoom();
        continue;
      }
      int start = (int) written.get() & MASK;
      int part = Math.min(Math.min(free, count - done), CAPACITY - start);
      System.arraycopy(samples, from + done, ring, start, part);
      written.addAndGet(part);
      done += part;
    }
  }

  private void awaitRoom() {
    waiting = Thread.currentThread();
    if (available() == CAPACITY) {
      LockSupport.park(this);
    }
    waiting = null;
  }

  /**
   * Takes up to {@code count} samples to the start of {@code target}.
   *
   * @return how many there were
   */
  int take(short[] target, int count) {
    int ready = Math.min(count, available());
    int start = (int) taken.get() & MASK;
    int first = Math.min(ready, CAPACITY - start);
    System.arraycopy(ring, start, target, 0, first);
    System.arraycopy(ring, 0, target, first, ready - first);
    taken.addAndGet(ready);
    Thread writer = waiting;
    if (writer != null && available() <= CAPACITY / 2) {
      LockSupport.unpark(writer);
    }
    return ready;
  }
}
