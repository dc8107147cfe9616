package dev.rollcall.http.client;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Fetches what a caller named by its address.
 *
 * <p>A name is resolved once, all its addresses are checked, and the connection goes to the address
 * that was checked: a name that changes its mind in between changes nothing. Redirects are followed
 * at most {@value #MAXIMUM_REDIRECTS} times, each checked the same way. Only {@code http} and
 * {@code https}; certificates are verified.
 */
public final class Fetcher implements AutoCloseable {
  private static final int MAXIMUM_REDIRECTS = 3;

  private final FetcherSettings settings;
  private final Vertx vertx;
  private final HttpClient client;
  private final NameLookup names;

  public Fetcher(FetcherSettings settings) {
    this(settings, InetAddress::getAllByName);
  }

  Fetcher(FetcherSettings settings, NameLookup.Resolver resolver) {
    this.settings = settings;
    names = new NameLookup(resolver);
    vertx =
        Vertx.vertx(
            new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1));
    client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setConnectTimeout((int) settings.timeout().toMillis())
                .setVerifyHost(true));
  }

  /**
   * The body of the answer, which had a status of 2xx. Blocks until it is there.
   *
   * @param post whether to ask by POST with an empty body instead of by GET
   * @throws FetchException if there is no such answer within the limits
   */
  public byte[] fetch(URI address, boolean post) throws FetchException {
    long deadline = System.nanoTime() + settings.timeout().toNanos();
    URI current = address;
    HttpMethod method = post ? HttpMethod.POST : HttpMethod.GET;
    for (int redirects = 0; redirects <= MAXIMUM_REDIRECTS; redirects++) {
      Answer answer = ask(current, method, deadline);
      if (answer.isRedirect()) {
        current = redirected(current, answer);
        method = HttpMethod.GET;
      } else if (answer.status() / 100 == 2) {
        return answer.body().getBytes();
      } else {
        throw new FetchException(named(current) + " answered with status " + answer.status() + ".");
      }
    }
    throw new FetchException(
        named(address) + " redirects more than " + MAXIMUM_REDIRECTS + " times.");
  }

  @Override
  public void close() {
    names.close();
    Future<Void> _ = vertx.close();
  }

  private Answer ask(URI address, HttpMethod method, long deadline) throws FetchException {
    Target target = target(address, deadline);
    Duration left = left(address, deadline);
    RequestOptions options =
        new RequestOptions()
            .setMethod(method)
            .setServer(
                SocketAddress.inetSocketAddress(target.port(), target.address().getHostAddress()))
            .setHost(target.host())
            .setPort(target.port())
            .setSsl(target.secure())
            .setURI(target.pathAndQuery())
            .setTimeout(left.toMillis());
    try {
      return onLoop(options)
          .toCompletionStage()
          .toCompletableFuture()
          .get(left.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw tooSlow(address, e);
    } catch (ExecutionException e) {
      throw new FetchException(named(address) + " could not be fetched: " + reason(e) + ".", e);
    } catch (RejectedExecutionException e) {
      throw new FetchException(
          named(address) + " could not be fetched: the server is stopping.", e);
    } catch (InterruptedException e) {
      throw interrupted(address, e);
    }
  }

  /**
   * Puts the steps together on the loop that brings the answer. On any other thread they could come
   * after the answer, and what there was of it by then would be lost.
   */
  private Future<Answer> onLoop(RequestOptions options) {
    Promise<Answer> answer = Promise.promise();
    vertx.runOnContext(
        _ ->
            Future.succeededFuture()
                .compose(_ -> client.request(options))
                .compose(request -> request.putHeader("User-Agent", "Rollcall").send())
                .compose(response -> read(response, settings.maximumBytes()))
                .onComplete(answer));
    return answer.future();
  }

  private static Future<Answer> read(HttpClientResponse response, int maximumBytes) {
    Promise<Answer> done = Promise.promise();
    Buffer body = Buffer.buffer();
    response.handler(
        part -> {
          if (body.length() + part.length() > maximumBytes) {
            done.tryFail(new IOException("it is longer than " + maximumBytes + " bytes"));
            response.request().reset();
          } else {
            body.appendBuffer(part);
          }
        });
    response.exceptionHandler(done::tryFail);
    response.endHandler(
        _ ->
            done.tryComplete(
                new Answer(
                    response.statusCode(),
                    Optional.ofNullable(response.getHeader("Location")),
                    body)));
    return done.future();
  }

  private Target target(URI address, long deadline) throws FetchException {
    String scheme = address.getScheme();
    String host = address.getHost();
    boolean secure = "https".equalsIgnoreCase(scheme);
    if ((!secure && !"http".equalsIgnoreCase(scheme)) || host == null) {
      throw new FetchException("The address must begin with http:// or https:// and name a host.");
    }
    List<InetAddress> addresses = resolve(address, host, deadline);
    if (!settings.allowPrivateTargets()
        && !addresses.stream().allMatch(PublicAddresses::contains)) {
      throw new FetchException(
          named(address)
              + " lies in a private or special network; the option allow-private-targets must be on"
              + " to ask there.");
    }
    int port = address.getPort() >= 0 ? address.getPort() : secure ? 443 : 80;
    String path =
        address.getRawPath() == null || address.getRawPath().isEmpty() ? "/" : address.getRawPath();
    String query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
    return new Target(addresses.getFirst(), host, port, secure, path + query);
  }

  private List<InetAddress> resolve(URI address, String host, long deadline) throws FetchException {
    try {
      return names.find(host, left(address, deadline));
    } catch (UnknownHostException e) {
      throw new FetchException("The host " + host + " has no address.", e);
    } catch (TimeoutException e) {
      throw tooSlow(address, e);
    } catch (RejectedExecutionException e) {
      throw new FetchException(
          named(address) + " could not be fetched: too many hosts are being looked up.", e);
    } catch (InterruptedException e) {
      throw interrupted(address, e);
    }
  }

  private Duration left(URI address, long deadline) throws FetchException {
    Duration left = Duration.ofNanos(deadline - System.nanoTime());
    if (!left.isPositive()) {
      throw tooSlow(address, null);
    }
    return left;
  }

  private static URI redirected(URI from, Answer answer) throws FetchException {
    try {
      return from.resolve(answer.location().orElse(""));
    } catch (IllegalArgumentException e) {
      throw new FetchException(named(from) + " redirects to something that is no address.", e);
    }
  }

  private static FetchException interrupted(URI address, InterruptedException cause) {
    Thread.currentThread().interrupt();
    return new FetchException(
        named(address) + " could not be fetched: the server is stopping.", cause);
  }

  private FetchException tooSlow(URI address, @Nullable Throwable cause) {
    String explanation =
        named(address) + " did not answer within " + settings.timeout().toSeconds() + " s.";
    return cause == null ? new FetchException(explanation) : new FetchException(explanation, cause);
  }

  /** The address without what may be secret: user information and query. */
  private static String named(URI address) {
    return address.getScheme()
        + "://"
        + address.getHost()
        + (address.getPort() < 0 ? "" : ":" + address.getPort())
        + (address.getRawPath() == null ? "" : address.getRawPath());
  }

  private static String reason(ExecutionException e) {
    Throwable cause = e.getCause();
    return cause == null ? "no reason known" : String.valueOf(cause.getMessage());
  }

  private record Target(
      InetAddress address, String host, int port, boolean secure, String pathAndQuery) {}

  private record Answer(int status, Optional<String> location, Buffer body) {
    boolean isRedirect() {
      return status / 100 == 3 && location.isPresent();
    }
  }
}
