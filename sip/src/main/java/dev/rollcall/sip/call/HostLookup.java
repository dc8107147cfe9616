package dev.rollcall.sip.call;

import dev.rollcall.sip.dialog.NextHop;
import dev.rollcall.sip.message.SipUri;
import dev.rollcall.sip.transport.Peer;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Finds the addresses of those we call. The name service is asked by a few platform threads: the
 * system's resolver holds on to the thread that asks, so a slow one would stop all virtual threads.
 * Safe for use by many threads.
 */
final class HostLookup implements AutoCloseable {
  private static final int THREADS = 8;
  private static final int WAITING = 1_000;
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private final ThreadPoolExecutor executor;

  HostLookup() {
    executor =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(WAITING),
            Thread.ofPlatform().daemon().name("sip-lookup-", 0).factory());
    executor.allowCoreThreadTimeOut(true);
  }

  /**
   * Where requests for {@code target} go. Waits for the name service, 10 s at most.
   *
   * @throws UnknownHostException if its host has no address, or none is known in time; the message
   *     says so in words fit for the caller
   */
  Peer resolve(SipUri target) throws UnknownHostException {
    String host = target.hostWithoutBrackets();
    try {
      Future<Optional<Peer>> answer = executor.submit(() -> NextHop.of(target));
      Peer peer =
          answer
              .get(LONGEST.toNanos(), TimeUnit.NANOSECONDS)
              .orElseThrow(() -> new UnknownHostException("SIP is not spoken in that way here"));
      if (peer.address().isUnresolved()) {
        throw new UnknownHostException("the name service knows no address of the host " + host);
      }
      return peer;
    } catch (TimeoutException e) {
      throw unknown("the name service did not answer in time for the host " + host, e);
    } catch (RejectedExecutionException e) {
      throw unknown("too many hosts are being looked up", e);
    } catch (ExecutionException e) {
      throw unknown("the host " + host + " could not be looked up", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unknown("the server stops", e);
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }

  private static UnknownHostException unknown(String message, Exception cause) {
    UnknownHostException unknown = new UnknownHostException(message);
    unknown.initCause(cause);
    return unknown;
  }
}
