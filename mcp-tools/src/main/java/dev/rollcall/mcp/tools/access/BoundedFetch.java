package dev.rollcall.mcp.tools.access;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Fetches small documents from addresses that the operator set, whatever network they are in. The
 * time limit is for the whole answer, body included. Redirects are not followed, so that only the
 * server that was named is asked.
 */
final class BoundedFetch implements AutoCloseable {
  private static final int MAXIMUM_BYTES = 512 * 1024;

  private final HttpClient client;
  private final Duration timeout;

  BoundedFetch(Duration timeout) {
    this.timeout = timeout;
    client = HttpClient.newBuilder().connectTimeout(timeout).build();
  }

  /**
   * The body of an answer with status 200. Blocks until it is there.
   *
   * @throws KeysUnavailableException if there is no such answer within the limits
   */
  byte[] fetch(URI address) throws KeysUnavailableException {
    HttpRequest request =
        HttpRequest.newBuilder(address).header("Accept", "application/json").build();
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(
            request,
            HttpResponse.BodyHandlers.limiting(
                HttpResponse.BodyHandlers.ofByteArray(), MAXIMUM_BYTES));
    try {
      HttpResponse<byte[]> response = answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      if (response.statusCode() != 200) {
        throw failed(address, "answered with status " + response.statusCode());
      }
      return response.body();
    } catch (TimeoutException _) {
      throw failed(address, "did not answer within " + timeout.toMillis() + " ms");
    } catch (ExecutionException e) {
      String reason = e.getCause() instanceof IOException cause ? String.valueOf(cause) : "failed";
      throw failed(address, "could not be fetched (" + reason + ")");
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw failed(address, "could not be fetched: the server is stopping");
    } finally {
      // Does nothing to an answer that is there; ends the exchange of one that is not.
      answer.cancel(true);
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }

  private static KeysUnavailableException failed(URI address, String how) {
    return new KeysUnavailableException(
        address.getScheme()
            + "://"
            + address.getRawAuthority()
            + address.getRawPath()
            + " "
            + how
            + ".");
  }
}
