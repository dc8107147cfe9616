package dev.rollcall.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.http.Header;
import dev.rollcall.http.Headers;
import dev.rollcall.http.HttpRequest;
import dev.rollcall.mcp.TestClient.Reply;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets in, and what is said to those who bring nonsense. */
final class McpDoorTest {
  private static final HttpGuard GUARD =
      HttpGuard.loopback().allowing(Set.of("mcp.example.com"), Set.of("https://app.example.com"));

  private SampleServer server;
  private TestClient client;

  @BeforeEach
  void start() throws IOException {
    server = SampleServer.start();
    client = server.client("ada");
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "localhost, '', true",
    "localhost:8080, '', true",
    "LOCALHOST:8080, '', true",
    "127.0.0.1:1, http://127.0.0.1:5173, true",
    "[::1]:80, http://[::1]:80, true",
    "mcp.example.com, https://app.example.com, true",
    "mcp.example.com:8443, '', true",
    "mcp.example.com:8443, http://mcp.example.com:8443, true",
    "mcp.example.com, https://MCP.example.com, true",
    "mcp.example.com:8443, http://mcp.example.com:9000, false",
    "evil.example.com, http://evil.example.com, false",
    "evil.example.com, '', false",
    "localhost.evil.example.com, '', false",
    "127.0.0.1.evil.example.com:80, '', false",
    "localhost, http://evil.example.com, false",
    "localhost, http://localhost.evil.example.com, false",
    "localhost, null, false",
    "localhost, file://localhost, false",
    "'', '', false"
  })
  void onlyKnownHostsAndOriginsPassTheGuard(String host, String origin, boolean passes) {
    List<Header> fields = new ArrayList<>();
    if (!host.isEmpty()) {
      fields.add(new Header("Host", host));
    }
    if (!origin.isEmpty()) {
      fields.add(new Header("Origin", origin));
    }
    HttpRequest request =
        HttpRequest.parse(
            "RQ1",
            "POST",
            "/mcp",
            new Headers(fields),
            InetSocketAddress.createUnresolved("127.0.0.1", 1));
    assertThat(GUARD.objection(request).isEmpty()).isEqualTo(passes);
  }

  @Test
  void aForeignOriginIsForbiddenBeforeAnythingElse() {
    Reply reply =
        client.send("POST", "{", Map.of("Origin", "http://evil.example.com", "Authorization", ""));
    assertThat(reply.status()).isEqualTo(403);
    assertThat(reply.json().has("id")).isFalse();
    assertThat(reply.headers()).doesNotContainKey("access-control-allow-origin");
  }

  @Test
  void theGateIsAskedBeforeTheBodyIsRead() {
    Reply reply = client.send("POST", "{", Map.of("Authorization", ""));
    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.headers()).containsKey("www-authenticate");
  }

  @Test
  void aPageOfAnAllowedOriginMayAskAndRead() {
    Reply preflight =
        client.send(
            "OPTIONS",
            "",
            Map.of(
                "Origin",
                "https://app.example.com",
                "Authorization",
                "",
                "Access-Control-Request-Headers",
                "mcp-param-region, x-other"));
    assertThat(preflight.status()).isEqualTo(204);
    assertThat(preflight.headers().get("access-control-allow-headers"))
        .contains("Authorization", "Mcp-Method", "mcp-param-region")
        .doesNotContain("x-other");
    Reply reply =
        client.send(
            "POST",
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}",
            Map.of("Origin", "https://app.example.com"));
    assertThat(reply.headers().get("access-control-allow-origin"))
        .isEqualTo("https://app.example.com");
    assertThat(reply.headers().get("access-control-expose-headers"))
        .contains("Mcp-Session-Id", "WWW-Authenticate");
  }

  @Test
  void otherMethodsTypesAndWishesAreRefused() {
    assertThat(client.send("PUT", "{}", Map.of()).status()).isEqualTo(405);
    assertThat(client.send("POST", "{}", Map.of("Content-Type", "text/plain")).status())
        .isEqualTo(415);
    assertThat(client.send("POST", "{}", Map.of("Accept", "text/html")).status()).isEqualTo(406);
    assertThat(client.send("GET", "", Map.of("Accept", "application/json")).status())
        .isEqualTo(406);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{ | -32700",
        "{} {} | -32700",
        "{\"a\":1,\"a\":2} | -32700",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\",\"params\":{\"x\":1e9,\"x\":2}} |"
            + " -32700",
        "NaN | -32700",
        "7 | -32600",
        "{} | -32600",
        "{\"jsonrpc\":\"1.0\",\"id\":1,\"method\":\"ping\"} | -32600",
        "{\"jsonrpc\":\"2.0\",\"id\":null,\"method\":\"ping\"} | -32600",
        "{\"jsonrpc\":\"2.0\",\"id\":1.5,\"method\":\"ping\"} | -32600",
        "{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"ping\"} | -32600",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":7} | -32600",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\",\"params\":[]} | -32600",
        "{\"jsonrpc\":\"2.0\",\"id\":1} | -32600",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{},\"error\":{}} | -32600",
        "[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}] | -32600"
      })
  void whatIsNoMessageIsToldSo(String body, int code) {
    for (Map<String, String> headers :
        List.of(Map.<String, String>of(), Map.of("MCP-Protocol-Version", "2026-07-28"))) {
      Reply reply = client.send("POST", body, headers);
      assertThat(reply.status()).isEqualTo(400);
      assertThat(reply.code()).isEqualTo(code);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {65, 5_000, 20_000})
  void deepNestingIsRefused(int depth) {
    Reply reply = client.send("POST", "[".repeat(depth) + "]".repeat(depth), Map.of());
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.code()).isEqualTo(-32700);
  }

  @Test
  void anEndlessNumberIsRefused() {
    String body = "{\"jsonrpc\":\"2.0\",\"id\":" + "9".repeat(1_000) + ",\"method\":\"ping\"}";
    assertThat(client.send("POST", body, Map.of()).code()).isEqualTo(-32700);
  }

  @Test
  void aBodyThatIsTooLongIsRefusedInJsonRpc() {
    Reply reply = client.send("POST", " ".repeat(70_000), Map.of());
    assertThat(reply.status()).isEqualTo(413);
    assertThat(reply.error().path("message").asString()).contains("65536 bytes");
  }
}
