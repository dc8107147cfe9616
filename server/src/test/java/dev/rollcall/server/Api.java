package dev.rollcall.server;

import dev.rollcall.core.account.Account;
import dev.rollcall.rest.testing.ListContract;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Requests by hand to the REST API, with the credentials of one account and paths below that
 * account.
 */
record Api(InetSocketAddress server, Account account) {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(request(path).GET());
  }

  HttpResponse<String> post(String path, String form) throws IOException, InterruptedException {
    return send(
        request(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form)));
  }

  /** The same with one more header. */
  HttpResponse<String> postWith(String path, String form, String header, String value)
      throws IOException, InterruptedException {
    return send(
        request(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header(header, value)
            .POST(BodyPublishers.ofString(form)));
  }

  /** A path of the whole server with the account's credentials. */
  HttpResponse<String> whole(String absolutePath) throws IOException, InterruptedException {
    return send(authorized(address(absolutePath)).GET());
  }

  HttpResponse<String> delete(String path) throws IOException, InterruptedException {
    return send(request(path).DELETE());
  }

  /**
   * The body of an answer of 200; a participants list is held against the published schema on the
   * way.
   */
  JsonNode json(String path) throws IOException, InterruptedException {
    HttpResponse<String> response = get(path);
    if (response.statusCode() != 200) {
      throw new AssertionError(path + " answered " + response.statusCode() + " " + response.body());
    }
    JsonNode body = JsonMapper.shared().readTree(response.body());
    if (path.contains("/Participants.json")) {
      new ListContract().checkParticipants(body);
    }
    return body;
  }

  /** Anything on the server, without credentials. */
  HttpResponse<String> open(String absolutePath) throws IOException, InterruptedException {
    return CLIENT.send(
        HttpRequest.newBuilder(address(absolutePath)).GET().build(), BodyHandlers.ofString());
  }

  /** The sum of all samples of the metric {@code name}, whatever their labels. */
  double metric(String name) throws IOException, InterruptedException {
    return open("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return CLIENT.send(request.build(), BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    return authorized(address("/2010-04-01/Accounts/" + account.sid() + "/" + path));
  }

  private HttpRequest.Builder authorized(URI address) {
    byte[] credentials =
        (account.sid() + ":" + account.authToken()).getBytes(StandardCharsets.UTF_8);
    return HttpRequest.newBuilder(address)
        .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials));
  }

  private URI address(String path) {
    return URI.create("http://" + server.getHostString() + ":" + server.getPort() + path);
  }
}
