package dev.rollcall.http;

import dev.rollcall.http.Listener.ConnectionWatch;
import dev.rollcall.http.Mounts.Mount;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.AsyncResult;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.internal.buffer.BufferInternal;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request from its head to its answer. Runs on its connection's event loop, but for the
 * handler.
 */
final class Exchange {
  private static final Logger log = LoggerFactory.getLogger(HttpServer.class);

  private static final Duration GRACE_AFTER_REFUSAL = Duration.ofSeconds(2);

  private final Listener listener;
  private final Intake intake;
  private final ConnectionWatch watch;
  private final HttpServerRequest incoming;
  private final String id;
  private final long began = System.nanoTime();
  private Mount mount;
  private Buffer body = Buffer.buffer();
  private EarlyEnd abandonment = new EarlyEnd();
  private Optional<StreamedAnswer> streamed = Optional.empty();
  private boolean requestEnded;
  private boolean answered;
  private boolean closeAfterwards;

  Exchange(Listener listener, Intake intake, ConnectionWatch watch, HttpServerRequest incoming) {
    this.listener = listener;
    this.intake = intake;
    this.watch = watch;
    this.incoming = incoming;
    id = intake.ids.next();
    mount = intake.mounts.ofTarget(incoming.uri());
  }

  /** Takes a request whose head could be read. */
  void begin() {
    watch.take(this);
    watch.within(intake.settings.requestTimeout());
    incoming.exceptionHandler(this::brokenOff);
    if (incoming.uri().length() > intake.settings.maxTargetBytes()) {
      refuseTarget();
      return;
    }
    if (incoming.version() == HttpVersion.HTTP_1_1
        && incoming.headers().getAll("Host").size() != 1) {
      refuseAndClose(400, "the request must have exactly one Host header");
      return;
    }
    if (!Framing.isPlain(incoming.headers())) {
      refuseAndClose(
          400, "the request body must come with one Content-Length or Transfer-Encoding: chunked");
      return;
    }
    HttpRequest request;
    try {
      request = HttpRequest.parse(id, method(), incoming.uri(), headers(), remote());
    } catch (MalformedRequestException e) {
      refuseAndClose(400, "the request target is malformed: " + e.getMessage());
      return;
    }
    abandonment = request.abandonment();
    mount = intake.mounts.of(request.path());
    if (announcesTooMuch()) {
      refuseTooLarge();
      return;
    }
    if ("100-continue".equalsIgnoreCase(incoming.getHeader("Expect"))) {
      incoming.response().writeContinue();
    }
    incoming.handler(this::take);
    incoming.endHandler(_ -> ended(request));
  }

  /** Takes a request whose head could not be read. */
  void refuseUndecodable() {
    watch.take(this);
    requestEnded = true;
    Throwable cause = incoming.decoderResult().cause();
    switch (cause) {
      case TooLongHttpLineException _ -> refuseTarget();
      case TooLongHttpHeaderException _ ->
          refuseAndClose(
              431,
              "the request headers are longer than " + intake.settings.maxHeaderBytes() + " bytes");
      case null, default -> refuseAndClose(400, "the request cannot be understood as HTTP/1.1");
    }
  }

  private void refuseTarget() {
    refuseAndClose(
        414, "the request target is longer than " + intake.settings.maxTargetBytes() + " bytes");
  }

  private void take(Buffer chunk) {
    if (answered) {
      return;
    }
    if (body.length() + chunk.length() > intake.settings.maxBodyBytes()) {
      refuseTooLarge();
      return;
    }
    if (!intake.tryHold(chunk.length())) {
      refuseAndClose(tooMany());
      return;
    }
    body.appendBuffer(chunk);
  }

  /** The body as far as it has come, which is not held here any more. */
  private Buffer takeBody() {
    Buffer taken = body;
    body = Buffer.buffer();
    intake.letGo(taken.length());
    return taken;
  }

  private void ended(HttpRequest request) {
    requestEnded = true;
    Buffer received = takeBody();
    if (answered) {
      watch.close();
      return;
    }
    watch.unlimited();
    if (!intake.tryEnter()) {
      answer(tooMany(), intake.concurrent());
      return;
    }
    HttpRequest whole = received.length() == 0 ? request : request.withBody(received.getBytes());
    try {
      Thread.ofVirtual().name("http " + id).start(() -> handle(whole));
    } catch (RuntimeException | Error e) {
      intake.exit();
      log.atError().setCause(e).addKeyValue("request", id).log("a request got no thread");
      refuseAndClose(500, "the server had no means to process this request; it was not processed");
    }
  }

  private void handle(HttpRequest request) {
    HttpResponse response;
    int concurrent;
    try {
      response = ask(request);
    } finally {
      concurrent = intake.concurrent();
      intake.exit();
    }
    if (response.stream().isPresent() && !isHead()) {
      stream(response, response.stream().get(), concurrent);
    } else {
      listener.run(() -> answer(response, concurrent));
    }
  }

  private void stream(HttpResponse response, StreamBody streamBody, int concurrent) {
    StreamedAnswer stream =
        new StreamedAnswer(
            id, listener, watch, incoming.response(), intake.settings.streamStallTimeout());
    switch (intake.streams.enter(stream)) {
      case OPENED -> {
        try {
          listener.run(() -> begin(stream, response, concurrent));
          if (stream.write(streamBody)) {
            listener.run(this::endStream);
          }
        } finally {
          intake.streams.exit(stream);
        }
      }
      case TOO_MANY -> listener.run(() -> answer(tooManyStreams(), concurrent));
      case CLOSING -> listener.run(() -> answer(closing(), concurrent));
    }
  }

  private void begin(StreamedAnswer stream, HttpResponse response, int concurrent) {
    HttpServerResponse outgoing = incoming.response();
    if (outgoing.closed()) {
      stream.cut(StreamedAnswer.CLIENT_LOST);
      return;
    }
    answered = true;
    streamed = Optional.of(stream);
    head(response, concurrent);
    if (incoming.version() == HttpVersion.HTTP_1_0) {
      // HTTP/1.0 knows no chunks: the connection's end is the body's. Set this late because Vert.x
      // puts in chunks all the same, and the keep-alive that the client may have asked for.
      closeAfterwards = true;
      outgoing.headersEndHandler(
          _ -> outgoing.putHeader("Connection", "close").headers().remove("Transfer-Encoding"));
    } else {
      outgoing.setChunked(true);
    }
    stream.begin();
  }

  private void endStream() {
    if (closeAfterwards) {
      watch.closing(intake.settings.streamStallTimeout());
    } else {
      watch.within(intake.settings.streamStallTimeout());
    }
    incoming.response().end().onComplete(this::sent);
  }

  /** The connection has ended, whoever ended it. */
  void connectionClosed() {
    streamed.ifPresent(stream -> stream.cut(StreamedAnswer.CLIENT_LOST));
    abandonment.happened();
  }

  private HttpResponse ask(HttpRequest request) {
    try {
      return mount.handler().handle(request);
    } catch (MalformedRequestException e) {
      return refusal(400, String.valueOf(e.getMessage()));
    } catch (RuntimeException | Error e) {
      log.atError()
          .setCause(e)
          .addKeyValue("request", id)
          .addKeyValue("method", request.method())
          .addKeyValue("path", request.path())
          .log("a request handler failed");
      return refusal(500, "the server failed at this request; its log names it " + id);
    }
  }

  private boolean announcesTooMuch() {
    String length = incoming.getHeader("Content-Length");
    return length != null && Long.parseLong(length) > intake.settings.maxBodyBytes();
  }

  private void refuseTooLarge() {
    refuseAndClose(
        413, "the request body is longer than " + intake.settings.maxBodyBytes() + " bytes");
  }

  private HttpResponse tooMany() {
    return refusal(
            429,
            "the server has as many requests at once as it allows; this one was not processed, send"
                + " it again later")
        .with("Retry-After", "1");
  }

  private HttpResponse tooManyStreams() {
    return refusal(
            429,
            "the server has as many streams open as it allows; close one, or send this request"
                + " again later")
        .with("Retry-After", "1");
  }

  private HttpResponse closing() {
    return refusal(503, "the server stops; send this request again later");
  }

  private void refuseAndClose(int status, String message) {
    refuseAndClose(refusal(status, message));
  }

  private void refuseAndClose(HttpResponse response) {
    closeAfterwards = true;
    takeBody();
    answer(response, intake.concurrent());
    // What is still on its way is read and dropped for a while: closing at once would reset the
    // connection, and the client could lose the answer.
    incoming.handler(_ -> {});
    incoming.endHandler(_ -> watch.close());
  }

  private void answer(HttpResponse response, int concurrent) {
    answered = true;
    HttpServerResponse outgoing = incoming.response();
    if (outgoing.closed() || outgoing.ended()) {
      return;
    }
    if (closeAfterwards) {
      watch.closing(GRACE_AFTER_REFUSAL);
      outgoing.putHeader("Connection", "close");
    } else {
      watch.within(intake.settings.requestTimeout());
    }
    boolean bodiless = response.status() == 204 || response.status() == 304;
    if (!bodiless && response.stream().isEmpty()) {
      outgoing.putHeader("Content-Length", Integer.toString(response.body().length));
    }
    head(response, concurrent);
    (isHead() || bodiless ? outgoing.end() : outgoing.end(wrapped(response.body())))
        .onComplete(this::sent);
  }

  /** {@code bytes} without a copy of them, which {@link Buffer#buffer(byte[])} would make. */
  private static Buffer wrapped(byte[] bytes) {
    return BufferInternal.buffer(Unpooled.wrappedBuffer(bytes));
  }

  private void head(HttpResponse response, int concurrent) {
    HttpServerResponse outgoing = incoming.response();
    outgoing.setStatusCode(response.status());
    outgoing.putHeader("Date", listener.date());
    for (Header header : response.headers()) {
      outgoing.headers().add(header.name(), header.value());
    }
    intake.answered(
        mount.prefix(),
        incoming.method().name(),
        response.status(),
        Duration.ofNanos(System.nanoTime() - began),
        concurrent);
  }

  private HttpResponse refusal(int status, String message) {
    Refusal refusal = new Refusal(id, status, message);
    try {
      return mount.handler().refuse(refusal);
    } catch (RuntimeException e) {
      log.atError().setCause(e).addKeyValue("request", id).log("a handler failed to refuse");
      return HttpResponse.json(status, RefusalBody.of(refusal));
    }
  }

  private void sent(AsyncResult<Void> result) {
    if (result.succeeded()) {
      abandonment.ruledOut();
    } else {
      abandonment.happened();
    }
    if (!closeAfterwards) {
      // The client may have sent its next request already, whose own deadline holds then.
      if (watch.isTakenBy(this)) {
        watch.within(intake.settings.idleTimeout());
      }
    } else if (requestEnded) {
      watch.close();
    }
  }

  private void brokenOff(Throwable cause) {
    log.atDebug()
        .addKeyValue("request", id)
        .addKeyValue("cause", String.valueOf(cause.getMessage()))
        .log("a client broke off its request");
    takeBody();
    watch.close();
  }

  private boolean isHead() {
    return incoming.method().name().equals("HEAD");
  }

  private String method() {
    return isHead() ? "GET" : incoming.method().name();
  }

  private Headers headers() {
    List<Header> fields = new ArrayList<>();
    for (Map.Entry<String, String> field : incoming.headers()) {
      fields.add(new Header(field.getKey(), field.getValue()));
    }
    return new Headers(fields);
  }

  private InetSocketAddress remote() {
    SocketAddress address = incoming.remoteAddress();
    if (address == null || address.hostAddress() == null) {
      return InetSocketAddress.createUnresolved("unknown", 0);
    }
    return new InetSocketAddress(InetAddress.ofLiteral(address.hostAddress()), address.port());
  }
}
