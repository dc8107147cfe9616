package dev.rollcall.mcp.tools.access;

import dev.rollcall.core.access.Principal;
import dev.rollcall.core.access.Tokens;
import dev.rollcall.http.HttpRequest;
import dev.rollcall.mcp.NotAdmittedException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Lets in whoever shows a bearer token in the {@code Authorization} header (RFC 6750 §2.1): an API
 * token or, if an authorization server is named, one of its JWT access tokens. A token with two
 * dots is a JWT. A token in the query is refused, since addresses end up in logs.
 */
public final class BearerGate implements Authentication {
  private static final String SCHEME = "Bearer";
  private static final String API_TOKEN = "rc_";
  private static final Set<String> QUERY_NAMES =
      Set.of("access_token", "token", "api_key", "apikey", "authorization");

  private final Tokens tokens;
  private final Optional<OAuthTokens> oauth;
  private final Challenges challenges;

  public BearerGate(Tokens tokens, Optional<OAuthTokens> oauth, Challenges challenges) {
    this.tokens = tokens;
    this.oauth = oauth;
    this.challenges = challenges;
  }

  @Override
  public Principal authenticate(HttpRequest request) throws NotAdmittedException {
    refuseTokenInQuery(request);
    List<String> given = request.headers().all("Authorization");
    if (given.size() > 1) {
      throw new NotAdmittedException(
          challenges.requestInvalid("Several Authorization headers were sent; send one."));
    }
    String token =
        given.stream()
            .findFirst()
            .flatMap(BearerGate::token)
            .orElseThrow(() -> new NotAdmittedException(challenges.tokenMissing()));
    if (isJwt(token) && oauth.isPresent()) {
      return oauth.get().authenticate(token);
    }
    return tokens
        .authenticate(token)
        .orElseThrow(
            () ->
                new NotAdmittedException(
                    challenges.tokenInvalid(
                        isJwt(token)
                            ? "No authorization server is set up here; only API tokens are"
                                + " accepted."
                            : "The token is unknown, expired or revoked, or its account is"
                                + " suspended or closed.")));
  }

  private void refuseTokenInQuery(HttpRequest request) throws NotAdmittedException {
    for (String name : request.query().names()) {
      if (QUERY_NAMES.contains(name.toLowerCase(Locale.ROOT))
          || request.query().all(name).stream().anyMatch(value -> value.startsWith(API_TOKEN))) {
        throw new NotAdmittedException(
            challenges.requestInvalid(
                "Tokens are not taken from the query: send them in the Authorization header, and"
                    + " replace this one, since addresses are written to logs."));
      }
    }
  }

  /** The token of a header of the Bearer scheme; empty for another scheme. */
  private static Optional<String> token(String header) {
    if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return Optional.empty();
    }
    String rest = header.substring(SCHEME.length());
    return rest.isEmpty() || rest.startsWith(" ") ? Optional.of(rest.strip()) : Optional.empty();
  }

  private static boolean isJwt(String token) {
    return token.chars().filter(c -> c == '.').count() == 2;
  }
}
