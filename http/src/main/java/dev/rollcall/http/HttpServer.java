package dev.rollcall.http;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An HTTP/1.1 server: event loops do the network's work, each request that is read whole gets a
 * virtual thread on which its handler may block.
 *
 * <p>A request that is malformed, too large, too slow or one too many is answered or its connection
 * closed; it never reaches a handler and never holds one of the places for concurrent requests.
 * Requests sent in a row on one connection are answered in that order, one at a time. HEAD is
 * handled as GET, its answer sent without the body.
 */
public final class HttpServer implements AutoCloseable {
  private final HttpServerSettings settings;
  private final RequestIds ids;
  private final RequestObserver observer;
  private final InstantSource clock;
  private final Map<String, HttpHandler> handlers = new TreeMap<>();
  private final AtomicInteger port = new AtomicInteger();
  private final Vertx vertx;
  private final Streams streams;

  /**
   * A server that does not listen yet.
   *
   * @param clock what the {@code Date} of answers is read from
   */
  public HttpServer(
      HttpServerSettings settings, RequestIds ids, RequestObserver observer, InstantSource clock) {
    this.settings = settings;
    this.ids = ids;
    this.observer = observer;
    this.clock = clock;
    streams = new Streams(settings.maxStreams());
    vertx =
        Vertx.vertx(
            new VertxOptions()
                .setEventLoopPoolSize(Runtime.getRuntime().availableProcessors())
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(2));
  }

  /**
   * Sends all requests whose path is {@code prefix} or lies below it to {@code handler}, unless a
   * longer prefix takes them. To be called before {@link #start}.
   *
   * @param prefix starts with a slash and does not end with one; the empty prefix takes all paths
   */
  public HttpServer mount(String prefix, HttpHandler handler) {
    if (!prefix.isEmpty() && (!prefix.startsWith("/") || prefix.endsWith("/"))) {
      throw new IllegalArgumentException(
          "prefix '" + prefix + "' must start with a slash and not end with one");
    }
    if (handlers.putIfAbsent(prefix, handler) != null) {
      throw new IllegalArgumentException("prefix '" + prefix + "' is mounted twice");
    }
    return this;
  }

  /** The prefixes that are mounted. */
  public Set<String> mounts() {
    return Set.copyOf(handlers.keySet());
  }

  /**
   * Begins to listen; when this returns, clients can connect.
   *
   * @throws IOException if the address cannot be listened on
   */
  public void start() throws IOException {
    Intake intake = new Intake(settings, streams, new Mounts(handlers), ids, observer, clock);
    DeploymentOptions onEveryLoop =
        new DeploymentOptions().setInstances(Runtime.getRuntime().availableProcessors());
    try {
      await(vertx.deployVerticle(() -> new Listener(intake, port), onEveryLoop));
    } catch (ExecutionException e) {
      close();
      throw new IOException(
          "cannot listen on " + settings.host() + ":" + settings.port() + ": " + reason(e), e);
    }
  }

  /** The port listened on. */
  public int port() {
    return port.get();
  }

  /**
   * Stops listening, cuts all streams, waits for requests under way and for the bodies of streams
   * up to the drain timeout, then closes all connections and interrupts those bodies.
   */
  @Override
  public void close() {
    long began = System.nanoTime();
    streams.cutAll();
    try {
      await(vertx.close());
    } catch (ExecutionException e) {
      throw new IllegalStateException("the HTTP server did not close: " + reason(e), e);
    } finally {
      Duration spent = Duration.ofNanos(System.nanoTime() - began);
      streams.awaitEnd(settings.drainTimeout().minus(spent));
    }
  }

  private static void await(Future<?> future) throws ExecutionException {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          future.toCompletionStage().toCompletableFuture().get();
          return;
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static String reason(ExecutionException e) {
    Throwable cause = e.getCause();
    return cause == null ? String.valueOf(e.getMessage()) : String.valueOf(cause.getMessage());
  }
}
