package dev.rollcall.ocp.call;

import dev.rollcall.ocp.Compatibility;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;

/**
 * Sends HTTP/1.1 requests, follows redirects, and takes answers up to a size. Blocks; of the thread
 * that waits nothing is held but the thread.
 */
public final class HttpCaller {
  private static final int MOST_REDIRECTS = 10;
  private static final String USER_AGENT = "ocp-agent-java/1.0";

  private final HttpClient client;
  private final Redirects redirects;
  private final int longestAnswer;

  /**
   * Sends with {@code client}.
   *
   * @param longestAnswer the most bytes that an answer may have, before and after it is unpacked
   * @throws IllegalArgumentException if the client follows redirects itself: it would give another
   *     host the caller's credentials
   */
  public HttpCaller(HttpClient client, Compatibility compatibility, int longestAnswer) {
    if (client.followRedirects() != HttpClient.Redirect.NEVER) {
      throw new IllegalArgumentException(
          "The HTTP client follows redirects by itself and would send credentials to other hosts;"
              + " build it with Redirect.NEVER, redirects are followed here.");
    }
    this.client = client;
    this.redirects = new Redirects(compatibility);
    this.longestAnswer = longestAnswer;
  }

  /**
   * The answer to {@code call}, after redirects.
   *
   * @throws IOException if none came; {@link HttpTimeoutException} if none came in time; {@link
   *     InterruptedIOException} if the thread was interrupted, which it then still is
   * @throws IllegalArgumentException if HTTP cannot carry the call
   */
  public HttpAnswer send(HttpCall call) throws IOException {
    long deadline = System.nanoTime() + call.timeout().toNanos();
    HttpCall next = call;
    for (int redirect = 0; redirect <= MOST_REDIRECTS; redirect++) {
      HttpAnswer answer = once(next, Duration.ofNanos(deadline - System.nanoTime()));
      Optional<HttpCall> following = redirects.after(next, answer);
      if (following.isEmpty()) {
        return answer;
      }
      next = following.get();
    }
    throw new IOException("more than " + MOST_REDIRECTS + " redirects");
  }

  private HttpAnswer once(HttpCall call, Duration left) throws IOException {
    if (!left.isPositive()) {
      throw new HttpTimeoutException("no answer in time");
    }
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(
            request(call, left), BodyHandlers.limiting(BodyHandlers.ofByteArray(), longestAnswer));
    try {
      HttpResponse<byte[]> response = answer.get(left.toNanos(), TimeUnit.NANOSECONDS);
      return new HttpAnswer(response.statusCode(), response.headers(), unpacked(response));
    } catch (TimeoutException late) {
      answer.cancel(true);
      throw new HttpTimeoutException("no answer in time");
    } catch (InterruptedException interrupted) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for the answer");
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof IOException cause) {
        throw cause;
      }
      throw new IOException(failed.getCause());
    }
  }

  private static HttpRequest request(HttpCall call, Duration left) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(call.uri()).version(HttpClient.Version.HTTP_1_1).timeout(left);
    request.setHeader("User-Agent", USER_AGENT);
    request.setHeader("Accept-Encoding", "gzip");
    call.headers().forEach(request::setHeader);
    if (call.body().isPresent()) {
      request.method(call.method(), HttpRequest.BodyPublishers.ofString(call.body().get()));
    } else if (call.method().equals("GET")) {
      request.GET();
    } else {
      request.method(call.method(), HttpRequest.BodyPublishers.noBody());
    }
    return request.build();
  }

  private byte[] unpacked(HttpResponse<byte[]> response) throws IOException {
    byte[] body = response.body();
    String encoding = response.headers().firstValue("Content-Encoding").orElse("").strip();
    if (body.length == 0
        || !(encoding.equalsIgnoreCase("gzip") || encoding.equalsIgnoreCase("x-gzip"))) {
      return body;
    }
    try (GZIPInputStream unpacker = new GZIPInputStream(new ByteArrayInputStream(body))) {
      byte[] unpacked = unpacker.readNBytes(longestAnswer);
      if (unpacker.read() >= 0) {
        throw new IOException("the unpacked answer has more than " + longestAnswer + " bytes");
      }
      return unpacked;
    }
  }
}
