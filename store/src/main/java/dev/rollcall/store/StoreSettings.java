package dev.rollcall.store;

import java.time.Duration;

/**
 * How a store uses its file.
 *
 * @param readers how many questions of the history are answered at the same time, at least 1
 * @param waitingReads how many more may wait for their turn before further ones are refused, at
 *     least 1
 * @param readWait how long a question waits for a connection, at least 250 ms
 * @param waitingCommits how many commits may wait to be written, at least 1
 * @param commitWait how long a commit waits for room among them before it fails
 * @param batch how many commits are written in one transaction at most, at least 1
 * @param busyTimeout how long to wait when another program holds the file locked
 */
public record StoreSettings(
    int readers,
    int waitingReads,
    Duration readWait,
    int waitingCommits,
    Duration commitWait,
    int batch,
    Duration busyTimeout) {

  private static final Duration SHORTEST_READ_WAIT = Duration.ofMillis(250);

  /** What suits one server on one machine. */
  public static final StoreSettings DEFAULT =
      new StoreSettings(
          4,
          1_024,
          Duration.ofSeconds(5),
          4_096,
          Duration.ofSeconds(5),
          512,
          Duration.ofSeconds(5));

  public StoreSettings {
    atLeastOne("readers", readers);
    atLeastOne("waitingReads", waitingReads);
    atLeastOne("waitingCommits", waitingCommits);
    atLeastOne("batch", batch);
    if (readWait.compareTo(SHORTEST_READ_WAIT) < 0) {
      throw new IllegalArgumentException("readWait " + readWait + " is below 250 ms");
    }
    if (commitWait.isNegative() || busyTimeout.isNegative()) {
      throw new IllegalArgumentException(
          "commitWait " + commitWait + " or busyTimeout " + busyTimeout + " is negative");
    }
  }

  private static void atLeastOne(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " " + value + " is below 1");
    }
  }
}
