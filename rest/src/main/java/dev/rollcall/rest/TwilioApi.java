package dev.rollcall.rest;

import dev.rollcall.core.Problem;
import dev.rollcall.core.RefusedException;
import dev.rollcall.core.account.Accounts;
import dev.rollcall.core.account.Proof;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.roster.Roster;
import dev.rollcall.http.HttpHandler;
import dev.rollcall.http.HttpRequest;
import dev.rollcall.http.HttpResponse;
import dev.rollcall.http.MalformedRequestException;
import dev.rollcall.http.Parameters;
import dev.rollcall.http.Refusal;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.slf4j.LoggerFactory;

/**
 * The door that speaks as Twilio's REST API of version 2010-04-01 does: conferences, participants
 * and calls of the account that proves itself, its sub-accounts and their API keys.
 *
 * <p>Every answer, errors included, is JSON and carries {@code Twilio-Request-Id} and {@code
 * Twilio-Request-Duration}. What belongs to another account is answered exactly like what does not
 * exist. An error of the 5xx kind means that nothing has changed, since SDKs send such a request
 * again.
 */
public final class TwilioApi implements HttpHandler {
  /** Where it is to be mounted. */
  public static final String MOUNT = "/2010-04-01";

  private static final RequestLog LOG = new RequestLog(LoggerFactory.getLogger(TwilioApi.class));
  private static final int SHOWN_PATH_LENGTH = 300;
  private static final Set<String> ENDS = Set.of("completed", "canceled");

  private final Accounts accounts;
  private final RestSettings settings;
  private final LongSupplier nanoTime;
  private final References references;
  private final Operations operations;

  /**
   * The API over one roster.
   *
   * @param nanoTime a clock for durations, such as {@link System#nanoTime}
   */
  public TwilioApi(Accounts accounts, Roster roster, RestSettings settings, LongSupplier nanoTime) {
    this.accounts = accounts;
    this.settings = settings;
    this.nanoTime = nanoTime;
    references = new References(roster, settings.strict());
    operations = new Operations(accounts, roster, references);
  }

  @Override
  public HttpResponse handle(HttpRequest request) {
    long began = nanoTime.getAsLong();
    Optional<Proof> proof = AccountProof.of(request, accounts);
    HttpResponse response = proof.map(who -> answer(who, request)).orElseGet(AccountProof::unknown);
    long nanos = nanoTime.getAsLong() - began;
    LOG.answered(request, proof, response.status(), nanos);
    return withHeaders(response, request.id(), nanos);
  }

  @Override
  public HttpResponse refuse(Refusal refusal) {
    return withHeaders(ErrorBody.answer(refusal), refusal.requestId(), 0);
  }

  private HttpResponse answer(Proof proof, HttpRequest request) {
    try {
      AccountProof.checkActive(proof, accounts);
      Optional<Route.Address> address = Route.parse(request.segments());
      if (address.isEmpty()) {
        return error(ApiError.NOT_FOUND, notFound(request, "There is no such resource."));
      }
      return answer(proof, request, address.get());
    } catch (ApiException e) {
      return error(e.error(), String.valueOf(e.getMessage()));
    } catch (MalformedRequestException e) {
      return error(ApiError.INVALID_PARAMETER, "The request is malformed: " + e.getMessage());
    }
  }

  private HttpResponse answer(Proof proof, HttpRequest request, Route.Address address) {
    Route route = address.route();
    if (!route.methods().contains(request.method())) {
      return error(
              ApiError.METHOD_NOT_ALLOWED,
              "Method not allowed: this version serves " + route.allowed() + " here.")
          .with("Allow", route.allowed());
    }
    references.check(route, request.method());
    Arguments arguments = new Arguments(parameters(request), settings.strict());
    try {
      Caller caller = caller(proof, request, address);
      checkMayChange(caller, route, arguments);
      return operations.perform(caller, route, arguments);
    } catch (RefusedException e) {
      ApiError error = ApiError.of(e.problem());
      return error(
          error,
          switch (error) {
            case NOT_FOUND -> notFound(request, hint(e.problem()));
            case PAGE_TOKEN_INVALID -> PageQuery.WRONG_TOKEN;
            default -> String.valueOf(e.getMessage());
          });
    }
  }

  /**
   * A change's parameters come in its body; those in its query count too where the body has none.
   */
  private static Parameters parameters(HttpRequest request) {
    return request.method().equals("POST")
        ? request.query().overlaidBy(JsonForm.of(request))
        : request.query();
  }

  private Caller caller(Proof proof, HttpRequest request, Route.Address address) {
    Optional<AccountSid> account =
        address.account().isEmpty()
            ? Optional.of(proof.account())
            : address
                .account()
                .flatMap(AccountSid::parse)
                .filter(named -> accounts.mayActFor(proof.account(), named));
    return new Caller(proof, account.orElseThrow(() -> absent(address.route())), request);
  }

  /**
   * Refuses what makes or changes anything in an account that is not active. What ends calls and
   * conferences, or takes keys away, is done there too: its owner has to be able to stop it.
   */
  private void checkMayChange(Caller caller, Route route, Arguments arguments) {
    if (caller.request().method().equals("POST")
        && !(route instanceof Route.OneAccount)
        && !ends(route, arguments)
        && !accounts.isActive(caller.account())) {
      throw new ApiException(
          ApiError.ACCOUNT_NOT_ACTIVE,
          "The account is suspended or closed: nothing is made or changed in it, only ended. A"
              + " suspended one becomes active with Status=active.");
    }
  }

  /** Whether a POST takes something away; what it then asks for besides is refused as ever. */
  private static boolean ends(Route route, Arguments arguments) {
    return switch (route) {
      case Route.OneConference _, Route.OneParticipant _, Route.OneCall _ ->
          arguments.text("Status").filter(ENDS::contains).isPresent();
      case Route.Accounts _,
          Route.OneAccount _,
          Route.Keys _,
          Route.OneKey _,
          Route.Conferences _,
          Route.Participants _,
          Route.Calls _ ->
          false;
    };
  }

  /** What core would say if the account owned nothing of what the path names. */
  private static RefusedException absent(Route route) {
    Problem problem =
        switch (route) {
          case Route.Accounts _, Route.OneAccount _, Route.Keys _ -> Problem.ACCOUNT_NOT_FOUND;
          case Route.OneKey _ -> Problem.KEY_NOT_FOUND;
          case Route.Conferences _,
              Route.OneConference _,
              Route.Participants _,
              Route.OneParticipant _ ->
              Problem.CONFERENCE_NOT_FOUND;
          case Route.Calls _, Route.OneCall _ -> Problem.CALL_NOT_FOUND;
        };
    return new RefusedException(problem, "No such account.");
  }

  private static String hint(Problem problem) {
    return switch (problem) {
      case CONFERENCE_NOT_FOUND ->
          "Give the sid of a conference of this account, or the friendly name of one that is on"
              + " now.";
      case PARTICIPANT_NOT_FOUND ->
          "No such participant is in the conference now; list its participants with Status=all to"
              + " see also who left.";
      case ACCOUNT_NOT_FOUND -> "Give the sid of your account, or of a sub-account of it.";
      case KEY_NOT_FOUND -> "Give the sid of an API key of this account.";
      default -> "Give the sid of a call of this account.";
    };
  }

  private static String notFound(HttpRequest request, String hint) {
    String path = request.path();
    String shown =
        path.length() <= SHOWN_PATH_LENGTH ? path : path.substring(0, SHOWN_PATH_LENGTH) + "…";
    return "The requested resource " + shown + " was not found. " + hint;
  }

  private static HttpResponse error(ApiError error, String message) {
    return ErrorBody.answer(error, message);
  }

  private static HttpResponse withHeaders(HttpResponse response, String id, long nanos) {
    long millis = nanos / 1_000_000;
    return response
        .with("Twilio-Request-Id", id)
        .with("Twilio-Request-Duration", millis / 1_000 + "." + threeDigits(millis % 1_000));
  }

  private static String threeDigits(long number) {
    return Long.toString(1_000 + number).substring(1);
  }
}
