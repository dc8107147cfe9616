package dev.rollcall.http;

import io.netty.channel.ChannelFuture;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.core.net.SocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One event loop's share of the server: accepts connections, gives each request to an {@link
 * Exchange}, and closes connections that let their deadline pass. All of it runs on that loop.
 */
final class Listener extends VerticleBase {
  private static final Logger log = LoggerFactory.getLogger(HttpServer.class);
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  /**
   * A line that is too long is read this far, so that the handler it is meant for can refuse it.
   */
  private static final int READ_LINE_FACTOR = 4;

  private final Intake intake;
  private final AtomicInteger port;
  private final Map<HttpConnection, ConnectionWatch> watches = new HashMap<>();
  private Optional<io.vertx.core.http.HttpServer> server = Optional.empty();
  private Instant second = Instant.EPOCH;
  private String date = "";

  Listener(Intake intake, AtomicInteger port) {
    this.intake = intake;
    this.port = port;
  }

  @Override
  public Future<?> start() {
    HttpServerSettings settings = intake.settings;
    HttpServerOptions options =
        new HttpServerOptions()
            .setMaxInitialLineLength(READ_LINE_FACTOR * settings.maxTargetBytes())
            .setMaxHeaderSize(settings.maxHeaderBytes())
            .setHttp2ClearTextEnabled(false)
            .setIdleTimeout(0)
            .setTcpNoDelay(true);
    io.vertx.core.http.HttpServer listening =
        vertx
            .createHttpServer(options)
            .connectionHandler(this::connected)
            .requestHandler(this::requested)
            .invalidRequestHandler(this::invalid);
    long between =
        Math.clamp(
            Stream.of(
                        settings.idleTimeout(),
                        settings.requestTimeout(),
                        settings.streamStallTimeout())
                    .mapToLong(Duration::toMillis)
                    .min()
                    .orElseThrow()
                / 4,
            1,
            1_000);
    vertx.setPeriodic(between, _ -> closeOverdue());
    server = Optional.of(listening);
    SocketAddress address =
        settings.port() == 0
            ? SocketAddress.sharedRandomPort(1, settings.host())
            : SocketAddress.inetSocketAddress(settings.port(), settings.host());
    return listening.listen(address).onSuccess(bound -> port.set(bound.actualPort()));
  }

  @Override
  public Future<?> stop() {
    return server
        .map(listening -> listening.shutdown(intake.settings.drainTimeout()))
        .orElseGet(Future::succeededFuture);
  }

  /** Has {@code task} run on this event loop, unless the server has closed. */
  void run(Runnable task) {
    try {
      context.runOnContext(_ -> task.run());
    } catch (RejectedExecutionException _) {
      log.atDebug().log("an answer came after the server had closed");
    }
  }

  /** The {@code Date} of an answer given now. */
  String date() {
    Instant now = intake.clock.instant().truncatedTo(ChronoUnit.SECONDS);
    if (!now.equals(second)) {
      second = now;
      date = DATE.format(now);
    }
    return date;
  }

  private void connected(HttpConnection connection) {
    if (intake.connections.incrementAndGet() > intake.settings.maxConnections()) {
      connection.closeHandler(_ -> intake.connections.decrementAndGet());
      connection.close();
      return;
    }
    ConnectionWatch watch = new ConnectionWatch(connection);
    watch.within(intake.settings.idleTimeout());
    watches.put(connection, watch);
    connection.closeHandler(
        _ -> {
          watches.remove(connection);
          watch.closed();
          intake.connections.decrementAndGet();
        });
  }

  private void requested(HttpServerRequest request) {
    ConnectionWatch watch = watches.get(request.connection());
    if (watch == null || watch.isClosing()) {
      request.connection().close();
      return;
    }
    new Exchange(this, intake, watch, request).begin();
  }

  private void invalid(HttpServerRequest request) {
    ConnectionWatch watch = watches.get(request.connection());
    if (watch == null || watch.isClosing()) {
      request.connection().close();
      return;
    }
    new Exchange(this, intake, watch, request).refuseUndecodable();
  }

  private void closeOverdue() {
    long now = System.nanoTime();
    for (ConnectionWatch watch : List.copyOf(watches.values())) {
      watch.closeIfOverdue(now);
    }
  }

  /** One connection's deadline, if it has one at the moment. */
  static final class ConnectionWatch {
    private final HttpConnection connection;
    private boolean limited;
    private boolean closing;
    private long deadline;
    private Optional<Exchange> latest = Optional.empty();

    ConnectionWatch(HttpConnection connection) {
      this.connection = connection;
    }

    /** {@code exchange} is the connection's latest from now on. */
    void take(Exchange exchange) {
      latest = Optional.of(exchange);
    }

    boolean isTakenBy(Exchange exchange) {
      return latest.map(known -> known == exchange).orElse(false);
    }

    /** From now on the client has {@code time} for its next step. */
    void within(Duration time) {
      limited = true;
      deadline = System.nanoTime() + time.toNanos();
    }

    /** It is our turn now: the client may wait as long as we need. */
    void unlimited() {
      limited = false;
    }

    /** No further request is to be taken from the connection; it is closed within {@code time}. */
    void closing(Duration time) {
      closing = true;
      within(time);
    }

    boolean isLimited() {
      return limited;
    }

    boolean isClosing() {
      return closing;
    }

    /** Closes the connection once the client has taken what was sent to it. */
    void close() {
      connection.close();
    }

    /** Closes the connection now. Drops what the client has not taken: it may never do so. */
    void abort() {
      // HttpConnection.close would wait until all was taken, and so would Vert.x as it closes.
      ChannelFuture _ = ((HttpServerConnection) connection).channelHandlerContext().close();
    }

    private void closed() {
      latest.ifPresent(Exchange::connectionClosed);
    }

    private void closeIfOverdue(long now) {
      if (limited && now - deadline > 0) {
        abort();
      }
    }
  }
}
