package dev.rollcall.http.client;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Finds the addresses of hosts within a limit of time.
 *
 * <p>Each name is looked up by a thread of its own: a silent name server keeps the platform's
 * lookup waiting for longer than any request may take, and a virtual thread that waits there holds
 * one of the few real ones on which all requests run. All who ask for the same name wait for the
 * same lookup, so that a slow name keeps one thread, however often it is asked for, and nobody who
 * asks for another.
 */
final class NameLookup implements AutoCloseable {
  private static final int MOST_NAMES = 256;

  /** The platform's lookup, or a test's. */
  interface Resolver {
    InetAddress[] addressesOf(String host) throws UnknownHostException;
  }

  private final Resolver resolver;
  private final Map<String, CompletableFuture<List<InetAddress>>> underWay =
      new ConcurrentHashMap<>();
  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          0,
          MOST_NAMES,
          10,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          Thread.ofPlatform().daemon().name("name lookup ", 1).factory());

  NameLookup(Resolver resolver) {
    this.resolver = resolver;
  }

  /**
   * All addresses of {@code host}, at least one. A numeric address is its own and waits for nobody.
   *
   * @param host as it stands in a URI, an IPv6 address with its brackets
   * @throws java.util.concurrent.RejectedExecutionException if too many names are being looked up
   */
  List<InetAddress> find(String host, Duration atMost)
      throws UnknownHostException, TimeoutException, InterruptedException {
    Optional<InetAddress> literal = literal(host);
    if (literal.isPresent()) {
      return List.of(literal.get());
    }
    try {
      return underWay
          .computeIfAbsent(host.toLowerCase(Locale.ROOT), this::begin)
          .get(atMost.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      UnknownHostException unknown = new UnknownHostException(host);
      unknown.initCause(e.getCause());
      throw unknown;
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }

  private CompletableFuture<List<InetAddress>> begin(String host) {
    CompletableFuture<List<InetAddress>> answer = new CompletableFuture<>();
    threads.execute(
        () -> {
          try {
            answer.complete(List.of(resolver.addressesOf(host)));
          } catch (UnknownHostException | RuntimeException e) {
            answer.completeExceptionally(e);
          } finally {
            underWay.remove(host, answer);
          }
        });
    return answer;
  }

  private static Optional<InetAddress> literal(String host) {
    boolean bracketed = host.startsWith("[") && host.endsWith("]");
    try {
      return Optional.of(
          InetAddress.ofLiteral(bracketed ? host.substring(1, host.length() - 1) : host));
    } catch (IllegalArgumentException name) {
      return Optional.empty();
    }
  }
}
