package dev.rollcall.mcp.tools.access;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** An authorization server on loopback as far as a resource server sees one: metadata and keys. */
final class LocalAuthorizationServer implements AutoCloseable {
  private final HttpServer server;
  private final AtomicInteger keyRequests = new AtomicInteger();
  private volatile List<JWK> keys = List.of();
  private volatile boolean broken;
  private volatile String claimedIssuer;
  private volatile String metadataPath = "/.well-known/oauth-authorization-server/realm";

  LocalAuthorizationServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    claimedIssuer = issuer().toString();
    server.createContext("/", this::answer);
    server.start();
  }

  URI issuer() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/realm");
  }

  URI jwksUri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/keys");
  }

  /** From now on these are the keys. */
  void publish(JWK... published) {
    keys = List.of(published);
  }

  /** Answers everything with 500 from now on, or no longer. */
  void broken(boolean isBroken) {
    broken = isBroken;
  }

  void claimIssuer(String issuer) {
    claimedIssuer = issuer;
  }

  void serveMetadataAt(String path) {
    metadataPath = path;
  }

  int keyRequests() {
    return keyRequests.get();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    if (path.equals("/keys")) {
      keyRequests.incrementAndGet();
    }
    if (broken) {
      send(exchange, 500, "");
    } else if (path.equals(metadataPath)) {
      send(
          exchange,
          200,
          "{\"issuer\":\"" + claimedIssuer + "\",\"jwks_uri\":\"" + jwksUri() + "\"}");
    } else if (path.equals("/keys")) {
      send(exchange, 200, new JWKSet(keys).toString(true));
    } else {
      send(exchange, 404, "");
    }
  }

  private static void send(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }
}
