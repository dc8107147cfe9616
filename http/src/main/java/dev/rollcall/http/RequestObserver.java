package dev.rollcall.http;

import java.time.Duration;

/**
 * Is told of every answer just before it is sent, for metrics. A streamed answer is told of when
 * its head is about to be sent: its body may go on for hours. Safe for use by many threads.
 */
@FunctionalInterface
public interface RequestObserver {
  /** Takes nothing in. */
  RequestObserver NONE = request -> {};

  /** Takes in one request that was answered. Must not block. */
  void answered(Answered request);

  /**
   * One answered request.
   *
   * @param mount the path prefix of the handler it went to; empty if there was none
   * @param method the method, or {@code OTHER} if it is not one of the well-known ones, so that a
   *     client cannot make up labels
   * @param duration from the request's head being read to its answer being ready to be sent
   * @param concurrent how many requests were with handlers at that moment, this one included if it
   *     went to one
   */
  record Answered(String mount, String method, int status, Duration duration, int concurrent) {}
}
