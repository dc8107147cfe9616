package dev.rollcall.http.client;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Finds the addresses of hosts within a limit of time.
 *
 * <p>On threads of its own: a silent name server keeps the platform's lookup waiting for longer
 * than any request may take, and a virtual thread that waits there holds one of the few real ones
 * on which all requests run.
 */
final class NameLookup implements AutoCloseable {
  private static final int THREADS = 4;
  private static final int WAITING = 256;

  /** The platform's lookup, or a test's. */
  interface Resolver {
    InetAddress[] addressesOf(String host) throws UnknownHostException;
  }

  private final Resolver resolver;
  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          THREADS,
          THREADS,
          10,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(WAITING),
          Thread.ofPlatform().daemon().name("name lookup ", 1).factory());

  NameLookup(Resolver resolver) {
    this.resolver = resolver;
    threads.allowCoreThreadTimeOut(true);
  }

  /**
   * All addresses of {@code host}, at least one.
   *
   * @throws java.util.concurrent.RejectedExecutionException if too many lookups wait already
   */
  List<InetAddress> find(String host, Duration atMost)
      throws UnknownHostException, TimeoutException, InterruptedException {
    Future<List<InetAddress>> found = threads.submit(() -> List.of(resolver.addressesOf(host)));
    try {
      return found.get(atMost.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      UnknownHostException unknown = new UnknownHostException(host);
      unknown.initCause(e.getCause());
      throw unknown;
    } finally {
      found.cancel(true);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
