package dev.rollcall.mcp.stdio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.http.HttpHandler;
import dev.rollcall.http.HttpResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What a client is told when something is wrong. */
@Timeout(60)
class BridgeErrorsTest {
  private static final String REQUEST = "{\"jsonrpc\":\"2.0\",\"id\":\"a\",\"method\":\"ping\"}";

  private Optional<ScriptedServer> server = Optional.empty();
  private Optional<StdioClient> client = Optional.empty();

  @AfterEach
  void stop() throws IOException {
    if (client.isPresent()) {
      client.get().close();
    }
    server.ifPresent(ScriptedServer::close);
  }

  @Test
  void withoutAServerItSaysHowToStartOne() throws Exception {
    URI nobody;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/mcp");
    }
    client = Optional.of(new StdioClient(nobody));

    client.get().say(REQUEST);

    JsonNode message = client.get().hearMessage();
    assertThat(message.path("id").stringValue()).isEqualTo("a");
    assertThat(message.path("error").path("code").intValue()).isEqualTo(-32603);
    assertThat(message.path("error").path("message").stringValue())
        .isEqualTo("No Rollcall answers at " + nobody + ": start it with ./rollcall serve");
  }

  @ParameterizedTest
  @CsvSource({
    "401, wants a token. Make one with ./rollcall token create",
    "403, forbids this to the holder of the token. The server says: not yours",
    "404, There is no MCP server at",
    "413, Send less at once.",
    "429, Wait and ask again.",
    "503, failed with HTTP status 503. See the server's log.",
    "302, answered with HTTP status 302",
  })
  void aStatusIsExplained(int status, String words) throws Exception {
    StdioClient client = client(_ -> ScriptedServer.json(status, "{\"message\":\"not yours\"}"));

    client.say(REQUEST);

    JsonNode error = client.hearMessage().path("error");
    assertThat(error.path("message").stringValue()).contains(words);
    assertThat(error.path("data").path("status").intValue()).isEqualTo(status);
  }

  @Test
  void aTokenThatIsNotAcceptedIsSaidToBeSo() throws Exception {
    server = Optional.of(new ScriptedServer(_ -> HttpResponse.empty(401)));
    client =
        Optional.of(
            new StdioClient(server.get().endpoint(), Optional.of("secret"), StdioClient.BRISK));

    client.get().say(REQUEST);

    assertThat(client.get().hear())
        .contains("does not accept the token", "revoked")
        .doesNotContain("secret");
  }

  @Test
  void theServersOwnErrorIsPassedOn() throws Exception {
    String error =
        "{\"jsonrpc\":\"2.0\",\"id\":\"a\",\"error\":{\"code\":-32020,\"message\":\"m\"}}";
    StdioClient client = client(_ -> ScriptedServer.json(400, error));

    client.say(REQUEST);

    assertThat(client.hear()).isEqualTo(error);
    client.leave();
    client.hearsNoMore();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\"id\":null,"})
  void anErrorOfTheServerWithoutAnIdGetsTheRequests(String id) throws Exception {
    StdioClient client =
        client(_ -> ScriptedServer.json(400, "{\"jsonrpc\":\"2.0\"," + id + "\"error\":{}}"));

    client.say(REQUEST);

    assertThat(client.hearMessage().path("id").stringValue()).isEqualTo("a");
  }

  @Test
  void anAnswerThatIsNoneIsAnError() throws Exception {
    StdioClient client =
        client(_ -> HttpResponse.of(200, "text/html", "<p>".getBytes(StandardCharsets.UTF_8)));

    client.say(REQUEST);

    assertThat(client.hear()).contains("\"id\":\"a\"", "before the result came");
  }

  @Test
  void aStreamThatEndsBeforeTheResultIsAnError() throws Exception {
    String progress = "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\"}";
    StdioClient client = client(_ -> ScriptedServer.events(progress));

    client.say(REQUEST);

    assertThat(client.hear()).isEqualTo(progress);
    assertThat(client.hear()).contains("\"id\":\"a\"", "before the result came");
  }

  @Test
  void aStreamThatBreaksIsAnError() throws Exception {
    StdioClient client =
        client(
            _ ->
                HttpResponse.stream(
                    200,
                    "text/event-stream",
                    _ -> {
                      throw new IOException("on purpose");
                    }));

    client.say(REQUEST);

    assertThat(client.hear()).contains("\"id\":\"a\"", "broke before the answer came");
  }

  @Test
  void eachRequestOfABatchIsToldOfAFailure() throws Exception {
    StdioClient client = client(_ -> HttpResponse.empty(429));

    client.say(
        "[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"},"
            + "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"},"
            + "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"ping\"}]");

    assertThat(client.hearMessage().path("id").intValue()).isEqualTo(1);
    assertThat(client.hearMessage().path("id").intValue()).isEqualTo(2);
    client.leave();
    client.hearsNoMore();
  }

  @ParameterizedTest
  @ValueSource(strings = {"hello", "{\"id\":1", "{\"id\":1,\"id\":2}", "{} {}", "[1,"})
  void aLineThatIsNoJsonIsAnswered(String line) throws Exception {
    StdioClient client = client(_ -> HttpResponse.empty(202));

    client.say(line);

    JsonNode message = client.hearMessage();
    assertThat(message.path("error").path("code").intValue()).isEqualTo(-32700);
    assertThat(message.has("id")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"id\":1}", "{\"id\":1,\"method\":5}"})
  void aLineThatIsNoMessageIsAnswered(String line) throws Exception {
    StdioClient client = client(_ -> HttpResponse.empty(202));

    client.say(line);

    JsonNode message = client.hearMessage();
    assertThat(message.path("error").path("code").intValue()).isEqualTo(-32600);
    assertThat(message.path("id").intValue()).isEqualTo(1);
  }

  @Test
  void aLineThatIsTooLongIsSkipped() throws Exception {
    StdioClient client = client(_ -> HttpResponse.empty(401));

    client.say("x".repeat(StdioBridge.LONGEST_LINE + 1));
    client.say("");
    client.say(REQUEST);

    assertThat(client.hear()).contains("-32700", "longer than 1048576 bytes");
    assertThat(client.hear()).contains("\"id\":\"a\"");
  }

  @Test
  void anAddressOrTokenThatCannotBeIsRefusedAtOnce() {
    assertThatThrownBy(() -> bridge("file:///mcp", Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must begin with http");
    assertThatThrownBy(() -> bridge("http://127.0.0.1/mcp", Optional.of("se\ncret")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("cret");
  }

  private static StdioBridge bridge(String endpoint, Optional<String> token) {
    return new StdioBridge(
        InputStream.nullInputStream(),
        OutputStream.nullOutputStream(),
        URI.create(endpoint),
        token);
  }

  private StdioClient client(HttpHandler script) throws IOException {
    server = Optional.of(new ScriptedServer(script));
    client = Optional.of(new StdioClient(server.get().endpoint()));
    return client.get();
  }
}
