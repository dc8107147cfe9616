package dev.rollcall.mcp;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** How many streams are open, over all and for each caller. Safe for use by many threads. */
final class StreamPlaces {
  private final McpSettings settings;
  private final Map<String, Integer> perCaller = new HashMap<>();
  private int open;

  StreamPlaces(McpSettings settings) {
    this.settings = settings;
  }

  /** Why {@code identity} cannot have one more stream now; empty if it can. */
  synchronized Optional<String> objection(String identity) {
    if (perCaller.getOrDefault(identity, 0) >= settings.maxStreamsPerCaller()) {
      return Optional.of(
          "You have "
              + settings.maxStreamsPerCaller()
              + " streams open, which is all a caller may have. Close one first.");
    }
    if (open >= settings.maxStreams()) {
      return Optional.of("The server has all streams open that it allows. Try again later.");
    }
    return Optional.empty();
  }

  /** Takes a place; false if there is none. */
  synchronized boolean enter(String identity) {
    if (objection(identity).isPresent()) {
      return false;
    }
    open++;
    perCaller.merge(identity, 1, Integer::sum);
    return true;
  }

  synchronized void exit(String identity) {
    open--;
    perCaller.computeIfPresent(identity, (_, count) -> count == 1 ? null : count - 1);
    notifyAll();
  }

  synchronized int open() {
    return open;
  }

  /** Waits until no stream is open, but not longer than {@code millis}. */
  synchronized void awaitNone(long millis) throws InterruptedException {
    long end = System.nanoTime() + millis * 1_000_000;
    while (open > 0) {
      long left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return;
      }
      wait(left);
    }
  }
}
