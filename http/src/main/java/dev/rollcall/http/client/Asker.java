package dev.rollcall.http.client;

import dev.rollcall.http.Header;
import dev.rollcall.http.client.FetchException.Kind;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Carries one request to a checked target and brings its answer. Safe for use by many threads. */
final class Asker implements AutoCloseable {
  /** How many requests to one target are under way at once; further ones wait. */
  private static final int CONNECTIONS_PER_TARGET = 256;

  /**
   * How long an idle connection is kept, in seconds: less than common servers keep theirs, since a
   * request that meets the server's closing of the connection is lost.
   */
  private static final int KEEP_ALIVE = 4;

  private final Vertx vertx;
  private final HttpClient client;

  Asker(Duration connectTimeout) {
    vertx =
        Vertx.vertx(
            new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1));
    client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setConnectTimeout(Math.toIntExact(connectTimeout.toMillis()))
                .setKeepAliveTimeout(KEEP_ALIVE)
                .setVerifyHost(true),
            new PoolOptions().setHttp1MaxSize(CONNECTIONS_PER_TARGET));
  }

  /**
   * Sends {@code request} to {@code target}, trying its addresses one after the other until one
   * takes the connection. Blocks until {@code reader}, which runs on the client's own thread, has
   * made something of the answer.
   *
   * @param limitSilence whether the request's limit of silence ends the connection; a body that is
   *     held back looks silent and has a limit of its own
   */
  <A> A ask(
      Target target,
      OutgoingRequest request,
      Deadline deadline,
      boolean limitSilence,
      Function<HttpClientResponse, Future<A>> reader)
      throws FetchException {
    FetchException last = null;
    for (InetAddress address : target.addresses()) {
      try {
        return askAt(address, target, request, deadline, limitSilence, reader);
      } catch (FetchException e) {
        if (e.kind() != Kind.CONNECT) {
          throw e;
        }
        last = e;
      }
    }
    throw last == null
        ? new FetchException(Kind.CONNECT, "The host " + target.host() + " has no address.")
        : last;
  }

  /** Lets {@code task} run on the client's own thread; without effect once this is closed. */
  void onLoop(Runnable task) {
    try {
      vertx.runOnContext(_ -> task.run());
    } catch (RejectedExecutionException _) {
      // Closing has ended all connections, which is all that such a task could do.
    }
  }

  @Override
  public void close() {
    Future<Void> _ = vertx.close();
  }

  static FetchException interrupted(URI address, InterruptedException cause) {
    Thread.currentThread().interrupt();
    return stopping(address, cause);
  }

  private <A> A askAt(
      InetAddress address,
      Target target,
      OutgoingRequest request,
      Deadline deadline,
      boolean limitSilence,
      Function<HttpClientResponse, Future<A>> reader)
      throws FetchException {
    Attempt<A> attempt = new Attempt<>(request, reader);
    try {
      Duration left = deadline.left();
      RequestOptions options =
          new RequestOptions()
              .setMethod(HttpMethod.valueOf(request.method().name()))
              .setServer(SocketAddress.inetSocketAddress(target.port(), address.getHostAddress()))
              .setHost(target.host())
              .setPort(target.port())
              .setSsl(target.secure())
              .setURI(target.pathAndQuery())
              .setConnectTimeout(least(request.timeouts().connect(), left).toMillis())
              .putHeader("User-Agent", "Rollcall");
      if (limitSilence) {
        options.setIdleTimeout(least(request.timeouts().silence(), left).toMillis());
      }
      for (Header header : request.headers().fields()) {
        options.addHeader(header.name(), header.value());
      }
      target.userInformation().ifPresent(user -> options.putHeader("Authorization", basic(user)));
      vertx.runOnContext(_ -> attempt.begin(options));
      return attempt
          .answer
          .future()
          .toCompletionStage()
          .toCompletableFuture()
          .get(left.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      onLoop(attempt::cancel);
      throw deadline.passed(attempt.connected ? Kind.TIMEOUT : Kind.CONNECT, target.address(), e);
    } catch (ExecutionException e) {
      throw failed(target, attempt.connected, e.getCause());
    } catch (RejectedExecutionException e) {
      throw stopping(target.address(), e);
    } catch (InterruptedException e) {
      onLoop(attempt::cancel);
      throw interrupted(target.address(), e);
    }
  }

  private static FetchException failed(
      Target target, boolean connected, @Nullable Throwable cause) {
    if (cause instanceof FetchException known) {
      return known;
    }
    Optional<SSLException> insecure = within(cause, SSLException.class);
    if (insecure.isPresent()) {
      return new FetchException(
          Kind.TLS,
          target.named()
              + " could not be asked: no secure connection, "
              + insecure.get().getMessage()
              + ".",
          insecure.get());
    }
    boolean late = within(cause, TimeoutException.class).isPresent();
    if (!connected) {
      return new FetchException(
          Kind.CONNECT,
          target.named()
              + " could not be reached: "
              + (late ? "no connection in time" : reason(cause))
              + ".",
          orUnknown(cause));
    }
    return late
        ? new FetchException(
            Kind.TIMEOUT, target.named() + " did not answer in time.", orUnknown(cause))
        : new FetchException(
            Kind.BROKEN,
            target.named() + " could not be read: " + reason(cause) + ".",
            orUnknown(cause));
  }

  private static FetchException stopping(URI address, Exception cause) {
    return new FetchException(
        Kind.STOPPING,
        Target.named(address) + " could not be asked: the server is stopping.",
        cause);
  }

  private static <T extends Throwable> Optional<T> within(
      @Nullable Throwable thrown, Class<T> wanted) {
    for (Throwable each = thrown; each != null; each = each.getCause()) {
      if (wanted.isInstance(each)) {
        return Optional.of(wanted.cast(each));
      }
    }
    return Optional.empty();
  }

  static String reason(@Nullable Throwable cause) {
    return cause == null ? "no reason known" : String.valueOf(cause.getMessage());
  }

  private static Throwable orUnknown(@Nullable Throwable cause) {
    return cause == null ? new IllegalStateException("no cause given") : cause;
  }

  private static String basic(String userInformation) {
    return "Basic "
        + Base64.getEncoder().encodeToString(userInformation.getBytes(StandardCharsets.UTF_8));
  }

  private static Duration least(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /** One request at one address. All but {@link #connected} is of the client's own thread. */
  private final class Attempt<A> {
    private final OutgoingRequest request;
    private final Function<HttpClientResponse, Future<A>> reader;
    private final Promise<A> answer = Promise.promise();
    private volatile boolean connected;
    private boolean cancelled;
    private @Nullable HttpClientRequest asked;

    Attempt(OutgoingRequest request, Function<HttpClientResponse, Future<A>> reader) {
      this.request = request;
      this.reader = reader;
    }

    /**
     * Puts the steps together on the loop that brings the answer. On any other thread they could
     * come after the answer, and what there was of it by then would be lost.
     */
    void begin(RequestOptions options) {
      Future.succeededFuture()
          .compose(_ -> client.request(options))
          .compose(this::send)
          .compose(reader)
          .onComplete(answer);
    }

    void cancel() {
      cancelled = true;
      if (asked != null) {
        asked.reset();
      }
    }

    private Future<HttpClientResponse> send(HttpClientRequest open) {
      connected = true;
      asked = open;
      // A connection that breaks while nobody uses it concerns nobody.
      open.connection().exceptionHandler(_ -> {});
      if (cancelled) {
        open.reset();
        return Future.failedFuture(new TimeoutException("nobody waits any more"));
      }
      return request.method() == OutgoingRequest.Method.GET
          ? open.send()
          : open.send(Buffer.buffer(request.body()));
    }
  }
}
