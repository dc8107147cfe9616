package dev.rollcall.mcp;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

/**
 * The way of a call's messages from the thread that makes them to the one that sends them. Holds a
 * bounded number; the maker waits then. Safe for use by many threads.
 */
final class Outbox implements Channel {
  private static final int MOST_WAITING = 64;

  private final Queue<byte[]> waiting = new ArrayDeque<>();
  private Optional<Answer> answer = Optional.empty();
  private boolean abandoned;

  @Override
  public synchronized void send(byte[] message) throws InterruptedException {
    while (waiting.size() >= MOST_WAITING && !abandoned) {
      wait();
    }
    if (!abandoned) {
      waiting.add(message);
      notifyAll();
    }
  }

  synchronized void end(Answer last) {
    answer = Optional.of(last);
    notifyAll();
  }

  /** Nobody takes any more: what is sent from now on is dropped. */
  synchronized void abandon() {
    abandoned = true;
    waiting.clear();
    notifyAll();
  }

  /** The next message; empty if there is none more and the answer is there. */
  synchronized Optional<byte[]> take() throws InterruptedException {
    while (waiting.isEmpty() && answer.isEmpty()) {
      wait();
    }
    Optional<byte[]> next = Optional.ofNullable(waiting.poll());
    notifyAll();
    return next;
  }

  /** The answer, once {@link #take} has said that it is there. */
  synchronized Answer answer() {
    return answer.orElseThrow();
  }
}
