package dev.rollcall.sip.call;

import dev.rollcall.sip.dialog.NextHop;
import dev.rollcall.sip.message.SipUri;
import dev.rollcall.sip.transport.Peer;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Finds the addresses of those we call. Each name is looked up by a platform thread of its own: the
 * system's resolver holds on to the thread that asks, so a slow one would stop all virtual threads.
 * All who ask for the same name wait for the same lookup, so that a slow name keeps one thread,
 * however often it is asked for, and nobody who asks for another. Safe for use by many threads.
 */
final class HostLookup implements AutoCloseable {
  private static final int MOST_NAMES = 256;
  private static final Duration LONGEST = Duration.ofSeconds(10);

  /** The platform's lookup, or a test's. */
  interface Resolver {
    InetAddress addressOf(String host) throws UnknownHostException;
  }

  private final Resolver resolver;
  private final Duration longest;
  private final Map<String, CompletableFuture<InetAddress>> underWay = new ConcurrentHashMap<>();
  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          0,
          MOST_NAMES,
          10,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          Thread.ofPlatform().daemon().name("sip-lookup-", 0).factory());

  HostLookup() {
    this(InetAddress::getByName, LONGEST);
  }

  /**
   * @param longest how long somebody waits for a lookup
   */
  HostLookup(Resolver resolver, Duration longest) {
    this.resolver = resolver;
    this.longest = longest;
  }

  /**
   * Where requests for {@code target} go. Waits for the name service, 10 s at most; a numeric
   * address waits for nobody.
   *
   * @throws UnknownHostException if its host has no address, or none is known in time; the message
   *     says so in words fit for the caller
   */
  Peer resolve(SipUri target) throws UnknownHostException {
    Optional<Peer> literal = NextHop.ofLiteral(target);
    if (literal.isPresent()) {
      return literal.get();
    }
    return NextHop.at(target, find(target.hostWithoutBrackets()))
        .orElseThrow(() -> new UnknownHostException("SIP is not spoken in that way here"));
  }

  private InetAddress find(String host) throws UnknownHostException {
    try {
      return underWay
          .computeIfAbsent(host.toLowerCase(Locale.ROOT), this::begin)
          .get(longest.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw unknown("the name service did not answer in time for the host " + host, e);
    } catch (RejectedExecutionException e) {
      throw unknown("too many hosts are being looked up", e);
    } catch (ExecutionException e) {
      throw unknown("the name service knows no address of the host " + host, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unknown("the server stops", e);
    }
  }

  private CompletableFuture<InetAddress> begin(String host) {
    CompletableFuture<InetAddress> answer = new CompletableFuture<>();
    threads.execute(
        () -> {
          try {
            answer.complete(resolver.addressOf(host));
          } catch (UnknownHostException | RuntimeException e) {
            answer.completeExceptionally(e);
          } finally {
            underWay.remove(host, answer);
          }
        });
    return answer;
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }

  private static UnknownHostException unknown(String message, Exception cause) {
    UnknownHostException unknown = new UnknownHostException(message);
    unknown.initCause(cause);
    return unknown;
  }
}
