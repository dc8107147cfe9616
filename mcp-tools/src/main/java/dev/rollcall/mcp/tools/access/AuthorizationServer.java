package dev.rollcall.mcp.tools.access;

import com.nimbusds.jose.jwk.JWKSet;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * Fetches the public keys of an authorization server. Where they are is either set, or read from
 * the server's metadata (RFC 8414 §3, OpenID Connect Discovery §4), which must name the same issuer
 * (RFC 8414 §3.3). The operator chose the server, so it may be in a private network.
 */
final class AuthorizationServer implements KeySource, AutoCloseable {
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final URI issuer;
  private final Optional<URI> jwksUri;
  private final BoundedFetch fetcher = new BoundedFetch(LONGEST_WAIT);

  AuthorizationServer(URI issuer, Optional<URI> jwksUri) {
    this.issuer = issuer;
    this.jwksUri = jwksUri;
  }

  @Override
  public JWKSet fetch() throws KeysUnavailableException {
    URI address = jwksUri.isPresent() ? jwksUri.get() : discovered();
    try {
      String text = new String(fetcher.fetch(address), StandardCharsets.UTF_8);
      return JWKSet.parse(text).toPublicJWKSet();
    } catch (ParseException _) {
      throw new KeysUnavailableException("What " + address + " answers is no JWK set.");
    }
  }

  @Override
  public void close() {
    fetcher.close();
  }

  private URI discovered() throws KeysUnavailableException {
    List<String> reasons = new ArrayList<>();
    for (URI address : metadataAddresses()) {
      try {
        return jwksUri(MAPPER.readTree(fetcher.fetch(address)));
      } catch (KeysUnavailableException e) {
        reasons.add(String.valueOf(e.getMessage()));
      } catch (JacksonException | IllegalArgumentException _) {
        reasons.add("What " + address + " answers is no metadata of this issuer.");
      }
    }
    throw new KeysUnavailableException(String.join(" ", reasons));
  }

  private URI jwksUri(JsonNode metadata) {
    if (!metadata.path("issuer").asString("").equals(issuer.toString())) {
      throw new IllegalArgumentException("the metadata is another issuer's");
    }
    URI keys = URI.create(metadata.path("jwks_uri").asString(""));
    OAuthSettings.requireHttp("JWKS URI", keys);
    return keys;
  }

  private Set<URI> metadataAddresses() {
    String origin = issuer.getScheme() + "://" + issuer.getRawAuthority();
    String path = issuer.getRawPath() == null ? "" : issuer.getRawPath().replaceFirst("/$", "");
    Set<URI> addresses = new LinkedHashSet<>();
    addresses.add(URI.create(origin + "/.well-known/oauth-authorization-server" + path));
    addresses.add(URI.create(origin + "/.well-known/openid-configuration" + path));
    addresses.add(URI.create(origin + path + "/.well-known/openid-configuration"));
    return addresses;
  }
}
