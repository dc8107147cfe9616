package dev.rollcall.mcp.tools.access;

import dev.rollcall.core.access.Scope;
import dev.rollcall.core.access.Tokens;
import dev.rollcall.http.HttpHandler;
import dev.rollcall.http.HttpRequest;
import dev.rollcall.http.HttpResponse;
import dev.rollcall.http.JsonBytes;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/**
 * Tells clients which authorization server issues tokens for this server (RFC 9728). Served at
 * {@value #MOUNT} and, as RFC 9728 §3.1 has it, with the path of the resource behind it. Any web
 * page may read it, since it holds nothing secret.
 */
public final class ProtectedResourceMetadata implements HttpHandler {
  /** Where it is to be mounted. */
  public static final String MOUNT = "/.well-known/oauth-protected-resource";

  private static final String RESOURCE_NAME = "Rollcall";

  private final Optional<OAuthSettings> settings;

  /**
   * The metadata of a server.
   *
   * @param settings empty if only API tokens are accepted; then everything here is answered with
   *     404
   */
  public ProtectedResourceMetadata(Optional<OAuthSettings> settings) {
    this.settings = settings;
  }

  /** Where the metadata of the resource {@code audience} is. */
  static URI uri(String audience) {
    URI resource = URI.create(audience);
    return URI.create(
        resource.getScheme() + "://" + resource.getRawAuthority() + MOUNT + path(resource));
  }

  @Override
  public HttpResponse handle(HttpRequest request) {
    return answer(request).with("Access-Control-Allow-Origin", "*");
  }

  private HttpResponse answer(HttpRequest request) {
    if (settings.isEmpty()) {
      return error(
          404,
          "This server accepts API tokens only, so no authorization server is named here. Make a"
              + " token with './rollcall token create --user NAME'.");
    }
    OAuthSettings oauth = settings.get();
    String below = request.path().substring(Math.min(MOUNT.length(), request.path().length()));
    if (!below.isEmpty() && !below.equals(path(URI.create(oauth.audience())))) {
      return error(404, "There is no such resource; " + oauth.audience() + " is the one there is.");
    }
    return switch (request.method()) {
      case "GET" ->
          HttpResponse.json(200, JsonBytes.write(json -> write(json, oauth)))
              .with("Cache-Control", "public, max-age=300");
      case "OPTIONS" ->
          HttpResponse.empty(204)
              .with("Access-Control-Allow-Methods", "GET")
              .with("Access-Control-Allow-Headers", "*");
      default ->
          error(405, "Only GET, HEAD and OPTIONS are served here.")
              .with("Allow", "GET, HEAD, OPTIONS");
    };
  }

  private static void write(JsonGenerator json, OAuthSettings oauth) {
    json.writeStartObject();
    json.writeStringProperty("resource", oauth.audience());
    array(json, "authorization_servers", List.of(oauth.issuer().toString()));
    array(
        json,
        "scopes_supported",
        Arrays.stream(Scope.values())
            .filter(Tokens.USUAL_SCOPES::contains)
            .map(Scope::text)
            .toList());
    array(json, "bearer_methods_supported", List.of("header"));
    json.writeStringProperty("resource_name", RESOURCE_NAME);
    json.writeEndObject();
  }

  private static void array(JsonGenerator json, String name, List<String> values) {
    json.writeArrayPropertyStart(name);
    values.forEach(json::writeString);
    json.writeEndArray();
  }

  private static String path(URI resource) {
    return resource.getRawPath() == null ? "" : resource.getRawPath();
  }

  private static HttpResponse error(int status, String message) {
    return HttpResponse.json(
        status,
        JsonBytes.write(
            json -> {
              json.writeStartObject();
              json.writeNumberProperty("status", status);
              json.writeStringProperty("message", message);
              json.writeEndObject();
            }));
  }
}
