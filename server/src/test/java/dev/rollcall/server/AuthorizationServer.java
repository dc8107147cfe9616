package dev.rollcall.server;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;

/** An OAuth authorization server on the loopback address that publishes its keys and signs. */
final class AuthorizationServer implements AutoCloseable {
  private final HttpServer server;
  private final ECKey key;

  private AuthorizationServer(HttpServer server, ECKey key) {
    this.server = server;
    this.key = key;
  }

  static AuthorizationServer start() throws IOException, JOSEException {
    AuthorizationServer made =
        new AuthorizationServer(
            HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0),
            key());
    made.server.createContext("/", made::answer);
    made.server.start();
    return made;
  }

  static ECKey key() throws JOSEException {
    return new ECKeyGenerator(Curve.P_256).keyID("key").generate();
  }

  String issuer() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** An access token of {@code user}, as this server would issue it. */
  String token(String user, String audience, String scopes, Instant expires) throws JOSEException {
    return token(key, user, audience, scopes, expires);
  }

  /** A token that claims to be of this server, signed with {@code signer}. */
  String token(ECKey signer, String user, String audience, String scopes, Instant expires)
      throws JOSEException {
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(new JOSEObjectType("at+jwt"))
                .keyID(signer.getKeyID())
                .build(),
            new JWTClaimsSet.Builder()
                .issuer(issuer())
                .subject(user)
                .audience(audience)
                .claim("scope", scopes)
                .expirationTime(Date.from(expires))
                .build());
    token.sign(new ECDSASigner(signer));
    return token.serialize();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String keys = issuer() + "/keys";
    String answer =
        switch (exchange.getRequestURI().getPath()) {
          case "/.well-known/oauth-authorization-server" ->
              "{\"issuer\":\"" + issuer() + "\",\"jwks_uri\":\"" + keys + "\"}";
          case "/keys" -> new JWKSet(key).toString(true);
          default -> "";
        };
    byte[] body = answer.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(body.length == 0 ? 404 : 200, body.length == 0 ? -1 : body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }
}
