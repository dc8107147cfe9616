package dev.rollcall.http.client;

import dev.rollcall.http.client.FetchException.Kind;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** The moment by which a request must be done, redirects included. */
final class Deadline {
  private final Duration allowed;
  private final long end;

  private Deadline(Duration allowed) {
    this.allowed = allowed;
    end = System.nanoTime() + allowed.toNanos();
  }

  static Deadline in(Duration allowed) {
    return new Deadline(allowed);
  }

  /**
   * What is left, at least a millisecond.
   *
   * @throws TimeoutException if nothing is
   */
  Duration left() throws TimeoutException {
    Duration left = Duration.ofNanos(end - System.nanoTime());
    if (!left.isPositive()) {
      throw new TimeoutException("after " + allowed);
    }
    return left.toMillis() < 1 ? Duration.ofMillis(1) : left;
  }

  FetchException passed(Kind kind, URI address, TimeoutException cause) {
    return new FetchException(
        kind, Target.named(address) + " did not answer within " + seconds(allowed) + ".", cause);
  }

  static String seconds(Duration time) {
    return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
  }
}
