package dev.rollcall.rest.door;

import dev.rollcall.core.RefusedException;
import dev.rollcall.core.account.Accounts;
import dev.rollcall.core.account.Proof;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.http.HttpHandler;
import dev.rollcall.http.HttpRequest;
import dev.rollcall.http.HttpResponse;
import dev.rollcall.http.MalformedRequestException;
import dev.rollcall.http.Refusal;
import dev.rollcall.rest.AccountProof;
import dev.rollcall.rest.ApiError;
import dev.rollcall.rest.ApiException;
import dev.rollcall.rest.ErrorBody;
import dev.rollcall.rest.InstigatorKeys;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * A door for accounts that answers in JSON: lets in who proves an account, tells errors as the
 * other doors do, and logs each request. No answer may be kept by a cache; each carries {@code
 * Twilio-Request-Id}.
 */
public abstract class AccountDoor implements HttpHandler {
  private static final int SHOWN_PATH_LENGTH = 300;

  private final Logger log = LoggerFactory.getLogger(getClass());
  private final Accounts accounts;

  protected AccountDoor(Accounts accounts) {
    this.accounts = accounts;
  }

  /**
   * Answers a request of the account that {@code proof} is of. May throw {@link ApiException},
   * {@link RefusedException} and {@link MalformedRequestException}, which are told to the client.
   */
  protected abstract HttpResponse answer(Proof proof, HttpRequest request);

  @Override
  public final HttpResponse handle(HttpRequest request) {
    Optional<Proof> proof = AccountProof.of(request, accounts);
    HttpResponse response =
        proof.map(given -> guarded(given, request)).orElseGet(AccountProof::unknown);
    log(request, proof.map(Proof::account), response.status());
    return response.with("Cache-Control", "no-store").with("Twilio-Request-Id", request.id());
  }

  @Override
  public final HttpResponse refuse(Refusal refusal) {
    return ErrorBody.answer(refusal).with("Twilio-Request-Id", refusal.requestId());
  }

  /** The answer where the path names nothing. */
  protected static HttpResponse noSuchResource(HttpRequest request, String hint) {
    return error(ApiError.NOT_FOUND, notFound(request, hint));
  }

  /** The answer to another method than {@code methods}. */
  protected static HttpResponse notAllowed(String methods) {
    return error(
            ApiError.METHOD_NOT_ALLOWED, "Method not allowed: " + methods + " are served here.")
        .with("Allow", methods);
  }

  private HttpResponse guarded(Proof proof, HttpRequest request) {
    try {
      AccountProof.checkActive(proof, accounts);
      return answer(proof, request);
    } catch (ApiException e) {
      return error(e.error(), String.valueOf(e.getMessage()));
    } catch (RefusedException e) {
      ApiError error = ApiError.of(e.problem());
      return error(
          error,
          error == ApiError.NOT_FOUND ? notFound(request, e.explanation()) : e.explanation());
    } catch (MalformedRequestException e) {
      return error(ApiError.INVALID_PARAMETER, "The request is malformed: " + e.getMessage());
    }
  }

  private static String notFound(HttpRequest request, String hint) {
    return "The requested resource " + shownPath(request) + " was not found. " + hint;
  }

  private static String shownPath(HttpRequest request) {
    String path = request.path();
    return path.length() <= SHOWN_PATH_LENGTH ? path : path.substring(0, SHOWN_PATH_LENGTH) + "…";
  }

  private static HttpResponse error(ApiError error, String message) {
    return ErrorBody.answer(error, message);
  }

  private void log(HttpRequest request, Optional<AccountSid> account, int status) {
    boolean quiet = request.method().equals("GET") || status == 401;
    LoggingEventBuilder line =
        log.atLevel(status >= 500 ? Level.WARN : quiet ? Level.DEBUG : Level.INFO)
            .addKeyValue("request", request.id())
            .addKeyValue("method", request.method())
            .addKeyValue("path", shownPath(request))
            .addKeyValue("status", status);
    InstigatorKeys.on(account.map(sid -> line.addKeyValue("account", sid)).orElse(line))
        .log("request answered");
  }
}
