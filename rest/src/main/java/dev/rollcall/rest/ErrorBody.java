package dev.rollcall.rest;

import dev.rollcall.http.HttpResponse;
import dev.rollcall.http.JsonBytes;
import tools.jackson.core.JsonGenerator;

/** Errors as Twilio's SDKs read them. */
public final class ErrorBody {
  private ErrorBody() {}

  /** The answer that tells of {@code error}; {@code message} is for the client. */
  public static HttpResponse answer(ApiError error, int status, String message) {
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
