package dev.rollcall.rest.openapi;

import dev.rollcall.http.HttpHandler;
import dev.rollcall.http.HttpRequest;
import dev.rollcall.http.HttpResponse;
import dev.rollcall.http.Origin;
import dev.rollcall.http.Refusal;
import dev.rollcall.rest.ApiError;
import dev.rollcall.rest.ErrorBody;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Gives the description of everything that is served over REST, in OpenAPI 3.1, to whoever asks:
 * there is nothing in it that is not in the public source. Its server is the one that the client
 * asked.
 *
 * <p>Copies may be kept but have to be checked each time: the answer has an {@code ETag}, and 304
 * to {@code If-None-Match} says that the copy is still good (RFC 9110 §13.1.2).
 */
public final class OpenApiDoor implements HttpHandler {
  /** Where it is to be mounted. */
  public static final String MOUNT = "/openapi.json";

  @Override
  public HttpResponse handle(HttpRequest request) {
    if (!request.path().equals(MOUNT)) {
      return error(ApiError.NOT_FOUND, "There is no such resource; the description is " + MOUNT);
    }
    if (!request.method().equals("GET")) {
      return error(ApiError.METHOD_NOT_ALLOWED, "Method not allowed: GET and HEAD are served here.")
          .with("Allow", "GET, HEAD");
    }
    byte[] document = OpenApiDocument.jsonAt(Origin.of(request));
    String tag = tag(document);
    HttpResponse response =
        isAtHand(request, tag) ? HttpResponse.empty(304) : HttpResponse.json(200, document);
    return response.with("ETag", tag).with("Cache-Control", "no-cache");
  }

  @Override
  public HttpResponse refuse(Refusal refusal) {
    return ErrorBody.answer(refusal);
  }

  /** Whether the client has the document with {@code tag}; weak tags count as strong ones. */
  private static boolean isAtHand(HttpRequest request, String tag) {
    return request.headers().all("If-None-Match").stream()
        .flatMap(tags -> Arrays.stream(tags.split(",", -1)))
        .map(String::strip)
        .map(each -> each.startsWith("W/") ? each.substring(2) : each)
        .anyMatch(each -> each.equals(tag) || each.equals("*"));
  }

  private static String tag(byte[] document) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(document);
      return "\"" + HexFormat.of().formatHex(digest, 0, 16) + "\"";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  private static HttpResponse error(ApiError error, String message) {
    return ErrorBody.answer(error, message);
  }
}
