package dev.rollcall.mcp.tools.access;

import dev.rollcall.core.access.Scope;
import dev.rollcall.http.HttpResponse;
import dev.rollcall.http.JsonBytes;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The answers for those who are not let in: RFC 6750 §3 and RFC 9728 §5.1. Each says in its body,
 * as JSON, what to do. Immutable.
 */
public final class Challenges {
  /** What a client is to ask for first; what more an operation needs it learns by a 403. */
  private static final Set<Scope> FIRST_SCOPES =
      Set.of(Scope.CONVERSATIONS_READ, Scope.CONFERENCES_READ);

  private static final String RETRY_AFTER_SECONDS = "5";

  private final Optional<URI> metadata;

  private Challenges(Optional<URI> metadata) {
    this.metadata = metadata;
  }

  /** Challenges where only API tokens are accepted. */
  public static Challenges forApiTokens() {
    return new Challenges(Optional.empty());
  }

  /** Challenges that lead to the authorization server of {@code settings}. */
  public static Challenges forOAuth(OAuthSettings settings) {
    return new Challenges(Optional.of(ProtectedResourceMetadata.uri(settings.audience())));
  }

  /** 401 for a request without a token. */
  public HttpResponse tokenMissing() {
    return unauthorized(List.of(), "unauthorized", "No bearer token was sent. " + howToGetOne());
  }

  /**
   * 401 for a token that proves nobody; {@code reason} is plain ASCII and ends with a full stop.
   */
  public HttpResponse tokenInvalid(String reason) {
    return unauthorized(
        List.of(parameter("error", "invalid_token"), parameter("error_description", reason)),
        "invalid_token",
        reason + " " + howToGetOne());
  }

  /** 400 for credentials that are sent in a wrong way. */
  public HttpResponse requestInvalid(String reason) {
    return body(400, "invalid_request", reason)
        .with(
            "WWW-Authenticate",
            challenge(
                List.of(
                    parameter("error", "invalid_request"),
                    parameter("error_description", reason))));
  }

  /** 403 for somebody whose token does not allow an operation; names all it needs, at once. */
  public HttpResponse insufficientScope(Set<Scope> needed) {
    String scopes = texts(needed);
    List<String> parameters = new ArrayList<>();
    parameters.add(parameter("error", "insufficient_scope"));
    parameters.add(parameter("scope", scopes));
    metadata.ifPresent(uri -> parameters.add(parameter("resource_metadata", uri.toString())));
    parameters.add(parameter("error_description", "The token lacks a scope this needs."));
    return body(
            403, "insufficient_scope", "This needs the scopes " + scopes + ". " + howToGetMore())
        .with("WWW-Authenticate", challenge(parameters));
  }

  /** 403 for somebody who has proved who it is, but is no user here. */
  public HttpResponse userUnknown(String reason) {
    return body(403, "access_denied", reason);
  }

  /** 503 for a token that cannot be judged now, which says nothing against it. */
  public HttpResponse unavailable(String reason) {
    return body(503, "temporarily_unavailable", reason).with("Retry-After", RETRY_AFTER_SECONDS);
  }

  /** 401 with nothing to prove: the operator has to change something. */
  HttpResponse refused(String reason) {
    return body(401, "unauthorized", reason).with("WWW-Authenticate", challenge(List.of()));
  }

  private HttpResponse unauthorized(List<String> more, String error, String explanation) {
    List<String> parameters = new ArrayList<>();
    metadata.ifPresent(
        uri -> {
          parameters.add(parameter("resource_metadata", uri.toString()));
          parameters.add(parameter("scope", texts(FIRST_SCOPES)));
        });
    parameters.addAll(more);
    return body(401, error, explanation).with("WWW-Authenticate", challenge(parameters));
  }

  private String challenge(List<String> parameters) {
    List<String> all = new ArrayList<>(parameters);
    if (metadata.isEmpty()) {
      all.addFirst(parameter("realm", "rollcall"));
    }
    return all.isEmpty() ? "Bearer" : "Bearer " + String.join(", ", all);
  }

  private String howToGetOne() {
    String own =
        "Make an API token with './rollcall token create --user NAME' and send it as"
            + " 'Authorization: Bearer <token>'.";
    return metadata
        .map(uri -> "Get one from the authorization server that " + uri + " names. Or: " + own)
        .orElse(own);
  }

  private String howToGetMore() {
    return metadata.isPresent()
        ? "Ask the authorization server for them, or use an API token that has them."
        : "Make an API token that has them with './rollcall token create --user NAME'.";
  }

  private static HttpResponse body(int status, String error, String explanation) {
    return HttpResponse.json(
            status,
            JsonBytes.write(
                json -> {
                  json.writeStartObject();
                  json.writeStringProperty("error", error);
                  json.writeStringProperty("error_description", explanation);
                  json.writeEndObject();
                }))
        .with("Cache-Control", "no-store");
  }

  private static String parameter(String name, String value) {
    return name + "=\"" + value + "\"";
  }

  /** Scopes in the order in which they are declared, with spaces between. */
  static String texts(Set<Scope> scopes) {
    return Arrays.stream(Scope.values())
        .filter(scopes::contains)
        .map(Scope::text)
        .collect(Collectors.joining(" "));
  }
}
