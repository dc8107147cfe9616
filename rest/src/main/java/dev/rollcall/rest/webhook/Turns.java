package dev.rollcall.rest.webhook;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * Bounds how many messages are under way at once, in all and to one host, so that a host which lets
 * its callers wait keeps nobody else's messages.
 */
final class Turns {
  private final Semaphore all;
  private final int perHost;
  private final Map<String, Host> hosts = new ConcurrentHashMap<>();

  Turns(int atOnce, int perHost) {
    this.all = new Semaphore(atOnce, true);
    this.perHost = perHost;
  }

  /** Waits for a turn; {@link #end} must follow. */
  void begin(String host) throws InterruptedException {
    Host entered =
        hosts.compute(
            host,
            (_, known) ->
                known == null
                    ? new Host(new Semaphore(perHost, true), 1)
                    : new Host(known.turns, known.users + 1));
    boolean begun = false;
    try {
      entered.turns.acquire();
      try {
        all.acquire();
        begun = true;
      } finally {
        if (!begun) {
          entered.turns.release();
        }
      }
    } finally {
      if (!begun) {
        leave(host);
      }
    }
  }

  void end(String host) {
    all.release();
    Host entered = hosts.get(host);
    if (entered != null) {
      entered.turns.release();
    }
    leave(host);
  }

  private void leave(String host) {
    hosts.computeIfPresent(
        host, (_, known) -> known.users == 1 ? null : new Host(known.turns, known.users - 1));
  }

  /**
   * A host that somebody sends to.
   *
   * @param users those under way and those that wait
   */
  private record Host(Semaphore turns, int users) {}
}
