package dev.rollcall.rest;

import dev.rollcall.core.account.Accounts;
import dev.rollcall.http.HttpHandler;
import dev.rollcall.http.HttpRequest;
import dev.rollcall.http.HttpResponse;
import dev.rollcall.http.JsonBytes;
import dev.rollcall.http.Refusal;
import tools.jackson.core.JsonGenerator;

/**
 * Says which of Twilio's parameters have no effect here, where they may be sent, why they have none
 * and what becomes of a request that carries one: {@code warning} if it is done without it and the
 * answer names it, {@code refused} otherwise. Open to any account.
 */
public final class UnsupportedParametersDoor implements HttpHandler {
  /** Where it is to be mounted. */
  public static final String MOUNT = "/rollcall/v1/unsupported-parameters";

  private final Accounts accounts;

  public UnsupportedParametersDoor(Accounts accounts) {
    this.accounts = accounts;
  }

  @Override
  public HttpResponse handle(HttpRequest request) {
    if (AccountProof.of(request, accounts).isEmpty()) {
      return TwilioApi.unknown();
    }
    if (!request.path().equals(MOUNT)) {
      return ErrorBody.answer(
          ApiError.NOT_FOUND,
          ApiError.NOT_FOUND.status(),
          "There is no such resource; the list is at " + MOUNT + ".");
    }
    if (!request.method().equals("GET")) {
      return ErrorBody.answer(
              ApiError.METHOD_NOT_ALLOWED,
              ApiError.METHOD_NOT_ALLOWED.status(),
              "Method not allowed: GET and HEAD are served here.")
          .with("Allow", "GET, HEAD");
    }
    return HttpResponse.json(200, JsonBytes.write(UnsupportedParametersDoor::write));
  }

  @Override
  public HttpResponse refuse(Refusal refusal) {
    return ErrorBody.answer(
        ApiError.ofStatus(refusal.status()), refusal.status(), refusal.message());
  }

  private static void write(JsonGenerator json) {
    json.writeStartObject();
    json.writeArrayPropertyStart("unsupported_parameters");
    for (UnsupportedParameter each : UnsupportedParameters.ALL) {
      json.writeStartObject();
      json.writeStringProperty("name", each.name());
      json.writeStringProperty("operation", each.operation().id());
      json.writeStringProperty("request", each.operation().request());
      json.writeStringProperty("answer", each.operation().answer().spelling());
      json.writeStringProperty("reason", each.reason().spelling());
      json.writeStringProperty("explanation", each.explanation());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
