package dev.rollcall.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.account.Account;
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
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Makes users and tokens through the door for that, with the credentials of one account. */
record Management(InetSocketAddress server, Account account) {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final JsonMapper JSON = JsonMapper.shared();

  /** A token as it is shown once. */
  record Token(String id, String secret) {}

  /** Makes a user; returns the id. */
  String user(String name, String displayName, String... addresses)
      throws IOException, InterruptedException {
    return post(
            "users",
            Map.of("name", name, "display_name", displayName, "addresses", List.of(addresses)))
        .get("id")
        .asString();
  }

  /** Makes a token with the usual scopes, and its user if there is none. */
  Token token(String user) throws IOException, InterruptedException {
    return token(Map.of("user", user));
  }

  Token tokenFor(String user, String... scopes) throws IOException, InterruptedException {
    return token(Map.of("user", user, "scopes", List.of(scopes)));
  }

  void revoke(Token token) throws IOException, InterruptedException {
    assertThat(send(request("tokens/" + token.id()).DELETE()).statusCode()).isEqualTo(200);
  }

  JsonNode get(String path) throws IOException, InterruptedException {
    HttpResponse<String> response = send(request(path).GET());
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return JSON.readTree(response.body());
  }

  private Token token(Map<String, Object> wanted) throws IOException, InterruptedException {
    JsonNode made = post("tokens", wanted);
    return new Token(made.get("id").asString(), made.get("secret").asString());
  }

  private JsonNode post(String path, Map<String, Object> body)
      throws IOException, InterruptedException {
    HttpResponse<String> response =
        send(
            request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(body))));
    assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
    return JSON.readTree(response.body());
  }

  private static HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return CLIENT.send(request.build(), BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    byte[] credentials =
        (account.sid() + ":" + account.authToken()).getBytes(StandardCharsets.UTF_8);
    return HttpRequest.newBuilder(
            URI.create(
                "http://"
                    + server.getHostString()
                    + ":"
                    + server.getPort()
                    + "/rollcall/v1/"
                    + path))
        .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials));
  }
}
