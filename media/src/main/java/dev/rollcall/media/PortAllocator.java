package dev.rollcall.media;

import java.io.IOException;
import java.util.BitSet;
import java.util.random.RandomGenerator;

/**
 * Hands out pairs of ports, searching from a random place so that ports cannot be foretold and one
 * that was just given back rests. Safe for use by many threads.
 */
final class PortAllocator {
  private final MediaSettings settings;
  private final RandomGenerator random;
  private final BitSet taken = new BitSet();

  PortAllocator(MediaSettings settings, RandomGenerator random) {
    this.settings = settings;
    this.random = random;
  }

  /**
   * Binds a free pair; ports that other programs hold are passed over.
   *
   * @throws NoPortsException if none can be bound
   */
  synchronized PortPair allocate() throws NoPortsException {
    int pairs = settings.pairs();
    int start = random.nextInt(pairs);
    String refusal = "all are in use by calls";
    for (int i = 0; i < pairs; i++) {
      int pair = (start + i) % pairs;
      if (!taken.get(pair)) {
        try {
          PortPair bound = PortPair.bind(settings.bindAddress(), settings.rtpPort(pair));
          taken.set(pair);
          return bound;
        } catch (IOException e) {
          refusal = String.valueOf(e.getMessage());
        }
      }
    }
    throw new NoPortsException(
        "no pair of UDP ports from "
            + settings.firstPort()
            + " to "
            + settings.lastPort()
            + " can be bound at "
            + settings.bindAddress().getHostAddress()
            + ": "
            + refusal);
  }

  /** How many pairs are handed out now. */
  synchronized int taken() {
    return taken.cardinality();
  }

  /** Takes a pair back that has been closed. */
  synchronized void release(PortPair pair) {
    taken.clear((pair.rtpPort() - settings.rtpPort(0)) / 2);
  }
}
