package dev.rollcall.rest;

import dev.rollcall.http.HttpResponse;
import dev.rollcall.http.JsonBytes;
import dev.rollcall.http.Refusal;
import tools.jackson.core.JsonGenerator;

/** Errors as Twilio's SDKs read them. */
public final class ErrorBody {
  private static final int TOO_MANY_REQUESTS = 429;

  /** Places are given back at any moment, and calls leave their queue every second. */
  private static final String RETRY_AFTER_SECONDS = "1";

  private ErrorBody() {}

  /** The answer that tells of {@code error}; {@code message} is for the client. */
  public static HttpResponse answer(ApiError error, String message) {
    HttpResponse answer = answer(error, error.status(), message);
    return error.status() == TOO_MANY_REQUESTS
        ? answer.with("Retry-After", RETRY_AFTER_SECONDS)
        : answer;
  }

  /** What the HTTP server says in a door's place; it adds the headers that belong to it. */
  public static HttpResponse answer(Refusal refusal) {
    return answer(ApiError.ofStatus(refusal.status()), refusal.status(), refusal.message());
  }

  private static HttpResponse answer(ApiError error, int status, String message) {
    return HttpResponse.json(status, JsonBytes.write(json -> write(json, error, status, message)));
  }

  private static void write(JsonGenerator json, ApiError error, int status, String message) {
    json.writeStartObject();
    json.writeNumberProperty("code", error.code());
    json.writeStringProperty("message", message);
    json.writeStringProperty("more_info", "https://www.twilio.com/docs/errors/" + error.code());
    json.writeNumberProperty("status", status);
    json.writeEndObject();
  }
}
