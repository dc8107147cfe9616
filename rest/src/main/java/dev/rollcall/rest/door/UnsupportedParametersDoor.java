package dev.rollcall.rest.door;

import dev.rollcall.core.account.Accounts;
import dev.rollcall.core.account.Proof;
import dev.rollcall.http.HttpRequest;
import dev.rollcall.http.HttpResponse;
import dev.rollcall.rest.UnsupportedParameters;

/**
 * Says which of Twilio's parameters have no effect here, where they may be sent, why they have none
 * and what becomes of a request that carries one: {@code warning} if it is done without it and the
 * answer names it, {@code refused} otherwise. Open to any account.
 */
public final class UnsupportedParametersDoor extends AccountDoor {
  /** Where it is to be mounted. */
  public static final String MOUNT = UnsupportedParameters.PUBLISHED_AT;

  public UnsupportedParametersDoor(Accounts accounts) {
    super(accounts);
  }

  @Override
  protected HttpResponse answer(Proof proof, HttpRequest request) {
    if (!request.path().equals(MOUNT)) {
      return noSuchResource(request, "The list is at " + MOUNT + ".");
    }
    if (!request.method().equals("GET")) {
      return notAllowed("GET, HEAD");
    }
    return HttpResponse.json(200, UnsupportedParameters.json());
  }
}
