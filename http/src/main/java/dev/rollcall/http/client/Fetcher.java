package dev.rollcall.http.client;

import dev.rollcall.http.Headers;
import dev.rollcall.http.client.FetchException.Kind;
import dev.rollcall.http.client.OutgoingRequest.Method;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Asks what a caller named by its address.
 *
 * <p>A name is resolved once, all its addresses are checked, and the connection goes to an address
 * that was checked: a name that changes its mind in between changes nothing. Where redirects are
 * followed they are followed at most {@value #MAXIMUM_REDIRECTS} times, each checked the same way,
 * and the caller's own headers go to no other host, port or scheme. Only {@code http} and {@code
 * https}; certificates are verified. Safe for use by many threads.
 */
public final class Fetcher implements AutoCloseable {
  private static final int MAXIMUM_REDIRECTS = 3;

  private final FetcherSettings settings;
  private final TargetGuard guard;
  private final Asker asker;

  public Fetcher(FetcherSettings settings) {
    this(settings, InetAddress::getAllByName);
  }

  Fetcher(FetcherSettings settings, NameLookup.Resolver resolver) {
    this(
        new TargetGuard(
            settings.allowPrivateTargets() ? _ -> true : PublicAddresses::contains, resolver),
        settings);
  }

  Fetcher(TargetGuard guard, FetcherSettings settings) {
    this.settings = settings;
    this.guard = guard;
    asker = new Asker(settings.timeout());
  }

  /**
   * The body of the answer, which had a status of 2xx. Blocks until it is there. Follows redirects.
   *
   * @param post whether to ask by POST with an empty body instead of by GET
   * @throws FetchException if there is no such answer within the limits
   */
  public byte[] fetch(URI address, boolean post) throws FetchException {
    Timeouts timeouts = new Timeouts(settings.timeout(), settings.timeout(), settings.timeout());
    OutgoingRequest request =
        new OutgoingRequest(address, post ? Method.POST : Method.GET, Headers.NONE, "", timeouts);
    return follow(request, true, (response, target) -> whole(response, target)).content();
  }

  /**
   * Sends {@code request} and gives the answer whatever its status; a redirect is given, not
   * followed. Of the answer's body no more than the settings' limit is read; how long it is beyond
   * that does not matter. Blocks until it is there.
   *
   * @throws FetchException if there is no answer within the request's timeouts
   */
  public OutgoingAnswer send(OutgoingRequest request) throws FetchException {
    Deadline deadline = Deadline.in(request.timeouts().total());
    Target target = guard.check(request.address(), deadline);
    return asker.ask(target, request, deadline, true, this::cut);
  }

  /**
   * The body of the answer, which had a status of 2xx, as a stream. Blocks until the body begins.
   * Follows redirects.
   *
   * @throws FetchException if there is no such answer within the request's timeouts
   */
  public StreamedBody open(OutgoingRequest request, StreamLimits limits) throws FetchException {
    Found<BodyStream> found =
        follow(
            request,
            false,
            (response, target) ->
                Future.succeededFuture(
                    new BodyStream(response, limits, target.named(), asker::onLoop)));
    return new StreamedBody(found.address(), found.contentType(), found.content());
  }

  @Override
  public void close() {
    guard.close();
    asker.close();
  }

  private <C> Found<C> follow(OutgoingRequest first, boolean quiet, BodyReader<C> reader)
      throws FetchException {
    Deadline deadline = Deadline.in(first.timeouts().total());
    OutgoingRequest request = first;
    for (int redirects = 0; redirects <= MAXIMUM_REDIRECTS; redirects++) {
      Target target = guard.check(request.address(), deadline);
      Heard<C> heard =
          asker.ask(target, request, deadline, quiet, response -> hear(response, target, reader));
      if (heard.content().isPresent()) {
        return new Found<>(request.address(), heard.contentType(), heard.content().get());
      }
      if (heard.location().isEmpty()) {
        throw new FetchException(
            Kind.STATUS, target.named() + " answered with status " + heard.status() + ".");
      }
      request = redirected(request, heard.status(), heard.location().get());
    }
    throw new FetchException(
        Kind.STATUS,
        Target.named(first.address()) + " redirects more than " + MAXIMUM_REDIRECTS + " times.");
  }

  private static <C> Future<Heard<C>> hear(
      HttpClientResponse response, Target target, BodyReader<C> reader) {
    int status = response.statusCode();
    Optional<String> contentType = Optional.ofNullable(response.getHeader("Content-Type"));
    if (status / 100 == 2) {
      return reader
          .read(response, target)
          .map(content -> new Heard<>(status, Optional.empty(), contentType, Optional.of(content)));
    }
    Optional<String> location =
        status / 100 == 3 ? Optional.ofNullable(response.getHeader("Location")) : Optional.empty();
    response.exceptionHandler(_ -> {});
    response.request().reset();
    return Future.succeededFuture(new Heard<>(status, location, contentType, Optional.<C>empty()));
  }

  private Future<byte[]> whole(HttpClientResponse response, Target target) {
    Promise<byte[]> done = Promise.promise();
    Buffer body = Buffer.buffer();
    response.handler(
        part -> {
          if (body.length() + part.length() > settings.maximumBytes()) {
            done.tryFail(
                new FetchException(
                    Kind.TOO_LARGE,
                    target.named()
                        + " could not be fetched: it is longer than "
                        + settings.maximumBytes()
                        + " bytes."));
            response.request().reset();
          } else {
            body.appendBuffer(part);
          }
        });
    response.exceptionHandler(done::tryFail);
    response.endHandler(_ -> done.tryComplete(body.getBytes()));
    return done.future();
  }

  private Future<OutgoingAnswer> cut(HttpClientResponse response) {
    Promise<OutgoingAnswer> done = Promise.promise();
    Buffer body = Buffer.buffer();
    response.handler(
        part -> {
          int room = settings.maximumBytes() - body.length();
          if (part.length() > room) {
            done.tryComplete(answer(response, body.appendBuffer(part, 0, room), false));
            response.request().reset();
          } else {
            body.appendBuffer(part);
          }
        });
    response.exceptionHandler(done::tryFail);
    response.endHandler(_ -> done.tryComplete(answer(response, body, true)));
    return done.future();
  }

  private static OutgoingAnswer answer(HttpClientResponse response, Buffer body, boolean whole) {
    return new OutgoingAnswer(
        response.statusCode(),
        Optional.ofNullable(response.getHeader("Content-Type")),
        Optional.ofNullable(response.getHeader("Location")),
        body.toString(StandardCharsets.UTF_8),
        whole);
  }

  /** As RFC 9110 §15.4 has it: only 307 and 308 repeat the method and what was posted. */
  private static OutgoingRequest redirected(OutgoingRequest request, int status, String location)
      throws FetchException {
    URI from = request.address();
    URI to;
    try {
      to = from.resolve(new URI(location));
    } catch (URISyntaxException e) {
      throw new FetchException(
          Kind.STATUS, Target.named(from) + " redirects to something that is no address.", e);
    }
    boolean repeated = status == 307 || status == 308;
    return new OutgoingRequest(
        to,
        repeated ? request.method() : Method.GET,
        carried(request.headers(), sameOrigin(from, to), repeated),
        repeated ? request.body() : "",
        request.timeouts());
  }

  private static Headers carried(Headers headers, boolean sameOrigin, boolean withBody) {
    return new Headers(
        headers.fields().stream()
            .filter(each -> each.name().equalsIgnoreCase("Content-Type") ? withBody : sameOrigin)
            .toList());
  }

  private static boolean sameOrigin(URI one, URI other) {
    return one.getScheme().equalsIgnoreCase(other.getScheme())
        && one.getHost().equalsIgnoreCase(other.getHost())
        && one.getPort() == other.getPort();
  }

  /** Makes something of a body, on the client's own thread. */
  private interface BodyReader<C> {
    Future<C> read(HttpClientResponse response, Target target);
  }

  /**
   * An answer on the way.
   *
   * @param location where it redirects to
   * @param content present if the status is 2xx
   */
  private record Heard<C>(
      int status, Optional<String> location, Optional<String> contentType, Optional<C> content) {}

  private record Found<C>(URI address, Optional<String> contentType, C content) {}
}
