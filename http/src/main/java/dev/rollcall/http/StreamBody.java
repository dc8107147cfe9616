package dev.rollcall.http;

import java.io.IOException;

/**
 * Writes an answer's body piece by piece, for as long as it likes.
 *
 * <p>It is not called at all if the client asked for the headers only (HEAD), has gone, or is
 * refused because too many streams are open. So what a stream needs is to be acquired in {@link
 * #write}, not before.
 */
@FunctionalInterface
public interface StreamBody {
  /**
   * Writes the body. Called once, on the request's virtual thread, after status and headers were
   * sent; the answer ends when it returns. If it throws instead, the connection is closed without
   * the end of the body, so that the client notices that something is missing; anything thrown
   * while the stream was still open is logged as an error.
   *
   * <p>It should return soon after the stream was cut. A server that closes cuts all streams and
   * interrupts the bodies that have not returned after the drain timeout; nothing else interrupts
   * them, so what a body has begun for a client that went away is the body's to finish or to
   * cancel.
   */
  void write(ResponseStream stream) throws IOException, InterruptedException;
}
