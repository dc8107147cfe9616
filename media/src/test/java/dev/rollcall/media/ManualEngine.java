package dev.rollcall.media;

import java.io.IOException;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/** An engine whose threads do not run: the test moves its clock and makes it look and mix. */
final class ManualEngine implements AutoCloseable {
  private static final long FRAME_NANOS = 20_000_000L;

  private final AtomicLong now;
  private final MediaEngine engine;

  /** An engine at {@code address} whose clock begins at {@code start}. */
  ManualEngine(InetAddress address, long start) throws IOException {
    now = new AtomicLong(start);
    engine =
        new MediaEngine(
            new MediaSettings(address, 20_000, 59_999, 2, 20, 200),
            new Random(),
            now::get,
            InstantSource.system());
  }

  ManualEngine() throws IOException {
    this(InetAddress.getLoopbackAddress(), 1_000_000_000L);
  }

  MediaEngine engine() {
    return engine;
  }

  void pass(long nanos) {
    now.addAndGet(nanos);
  }

  /** Has every thread look for packets once. */
  void look() {
    engine.threads().forEach(thread -> thread.poll(now.get()));
  }

  /** Lets 20 ms pass, looks for packets and mixes one frame. */
  void oneFrame() {
    pass(FRAME_NANOS);
    look();
    engine.threads().forEach(thread -> thread.tick(now.get(), now.get()));
  }

  /** Selector keys of open legs and of those not yet let go, on all threads. */
  int keys() {
    return engine.threads().stream().mapToInt(thread -> thread.keys().size()).sum();
  }

  @Override
  public void close() {
    engine.close();
  }
}
