package dev.rollcall.mcp.tools.access;

import dev.rollcall.core.identity.AccountSid;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * An authorization server whose access tokens are accepted.
 *
 * @param issuer exactly as the server's metadata and tokens write it
 * @param jwksUri where its public keys are; found through its metadata if empty
 * @param audience what tokens have to be made for: this server's canonical URI (RFC 8707), such as
 *     {@code https://rollcall.example.com/mcp}, without a slash at its end
 * @param account whose users the tokens' bearers are
 * @param userClaim the claim that names the user
 * @param createUsers whether a user seen for the first time is made
 * @param clockSkew how far the two servers' clocks may differ
 */
public record OAuthSettings(
    URI issuer,
    Optional<URI> jwksUri,
    String audience,
    AccountSid account,
    String userClaim,
    boolean createUsers,
    Duration clockSkew) {
  /** The claim that names the user if nothing else is said. */
  public static final String SUBJECT = "sub";

  public OAuthSettings {
    requireHttp("issuer", issuer);
    jwksUri.ifPresent(uri -> requireHttp("JWKS URI", uri));
    URI resource = URI.create(audience);
    requireHttp("audience", resource);
    if (audience.endsWith("/") || resource.getRawFragment() != null) {
      throw new IllegalArgumentException("the audience ends with a slash or has a fragment");
    }
    if (clockSkew.isNegative() || userClaim.isBlank()) {
      throw new IllegalArgumentException("clock skew below 0, or no name of a claim");
    }
  }

  static void requireHttp(String what, URI uri) {
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (uri.getHost() == null || !(scheme.equals("https") || scheme.equals("http"))) {
      throw new IllegalArgumentException("the " + what + " is no http or https address: " + uri);
    }
  }
}
