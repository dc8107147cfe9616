package dev.rollcall.http;

import java.io.IOException;

/** The body of an answer while it is being written. Safe for use by many threads. */
public interface ResponseStream {
  /**
   * Sends bytes; waits while the client is slow to read. The bytes of one call stay together. A
   * call without bytes sends nothing, but fails like any other.
   *
   * @throws java.io.InterruptedIOException if the thread is interrupted while it waits, its
   *     interrupt status still set; the stream is cut if a part of the bytes was sent by then
   * @throws IOException when the client is gone, has not read for too long ({@link
   *     HttpServerSettings#streamStallTimeout}), the server stops, or the body has returned
   */
  void send(byte[] bytes) throws IOException;

  /** Whether bytes can still be sent, as far as the server knows. */
  boolean isOpen();

  /**
   * Runs {@code action} once when the client has gone or the stream was cut otherwise; at once, on
   * the calling thread, if that is already so; never if the answer was sent to its end. Only for
   * quick, non-blocking actions: they may run on the thread that does I/O.
   *
   * <p>A client that has sent a further request already and then goes away is noticed only when
   * something is sent to it; so is one whose network has failed.
   */
  void onClose(Runnable action);
}
