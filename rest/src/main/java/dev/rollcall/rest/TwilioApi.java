package dev.rollcall.rest;

import dev.rollcall.core.Problem;
import dev.rollcall.core.RefusedException;
import dev.rollcall.core.account.Accounts;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.roster.Roster;
import dev.rollcall.http.HttpHandler;
import dev.rollcall.http.HttpRequest;
import dev.rollcall.http.HttpResponse;
import dev.rollcall.http.MalformedRequestException;
import dev.rollcall.http.Parameters;
import dev.rollcall.http.Refusal;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * The door that speaks as Twilio's REST API of version 2010-04-01 does: conferences, participants
 * and calls of the account that proves itself.
 *
 * <p>Every answer, errors included, is JSON and carries {@code Twilio-Request-Id} and {@code
 * Twilio-Request-Duration}. What belongs to another account is answered exactly like what does not
 * exist. An error of the 5xx kind means that nothing has changed, since SDKs send such a request
 * again.
 */
public final class TwilioApi implements HttpHandler {
  /** Where it is to be mounted. */
  public static final String MOUNT = "/2010-04-01";

  private static final Logger log = LoggerFactory.getLogger(TwilioApi.class);
  private static final int SHOWN_PATH_LENGTH = 300;

  private final Accounts accounts;
  private final RestSettings settings;
  private final LongSupplier nanoTime;
  private final References references;
  private final ParticipantOperations participants;
  private final ConferenceOperations conferences;
  private final CallOperations calls;

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
    participants = new ParticipantOperations(roster, references);
    conferences = new ConferenceOperations(roster, references);
    calls = new CallOperations(roster);
  }

  @Override
  public HttpResponse handle(HttpRequest request) {
    long began = nanoTime.getAsLong();
    Optional<AccountSid> account = AccountProof.of(request, accounts);
    HttpResponse response = account.map(sid -> answer(sid, request)).orElseGet(TwilioApi::unknown);
    long nanos = nanoTime.getAsLong() - began;
    log(request, account, response.status(), nanos);
    return withHeaders(response, request.id(), nanos);
  }

  @Override
  public HttpResponse refuse(Refusal refusal) {
    HttpResponse response =
        ErrorBody.answer(ApiError.ofStatus(refusal.status()), refusal.status(), refusal.message());
    return withHeaders(response, refusal.requestId(), 0);
  }

  private static HttpResponse unknown() {
    return error(
            ApiError.UNAUTHENTICATED,
            "Authenticate: send the account's sid as user and its auth token as password by HTTP"
                + " Basic authentication.")
        .with("WWW-Authenticate", "Basic realm=\"Rollcall\"");
  }

  private HttpResponse answer(AccountSid account, HttpRequest request) {
    try {
      Optional<Route.Address> address = Route.parse(request.segments());
      if (address.isEmpty()) {
        return error(ApiError.NOT_FOUND, notFound(request, "There is no such resource."));
      }
      return answer(account, request, address.get());
    } catch (ApiException e) {
      return error(e.error(), String.valueOf(e.getMessage()));
    } catch (MalformedRequestException e) {
      return error(ApiError.INVALID_PARAMETER, "The request is malformed: " + e.getMessage());
    }
  }

  private HttpResponse answer(AccountSid account, HttpRequest request, Route.Address address) {
    Route route = address.route();
    if (!isServed(route, request.method())) {
      return error(
              ApiError.METHOD_NOT_ALLOWED,
              "Method not allowed: this version serves " + route.methods() + " here.")
          .with("Allow", route.methods());
    }
    references.check(route);
    Arguments arguments = new Arguments(parameters(request), settings.strict());
    try {
      if (!AccountSid.parse(address.account()).equals(Optional.of(account))) {
        throw absent(route);
      }
      return operate(new Caller(account, request), route, arguments);
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

  private HttpResponse operate(Caller caller, Route route, Arguments arguments) {
    String method = caller.request().method();
    return switch (route) {
      case Route.Conferences _ -> conferences.list(caller, arguments);
      case Route.OneConference(String conference) ->
          method.equals("POST")
              ? conferences.update(caller, conference, arguments)
              : conferences.read(caller, conference, arguments);
      case Route.Participants(String conference) ->
          participants.list(caller, conference, arguments);
      case Route.OneParticipant(String conference, String participant) ->
          switch (method) {
            case "POST" -> participants.update(caller, conference, participant, arguments);
            case "DELETE" -> participants.remove(caller, conference, participant, arguments);
            default -> participants.read(caller, conference, participant, arguments);
          };
      case Route.Calls _ -> calls.list(caller, arguments);
      case Route.OneCall(String call) -> calls.read(caller, call, arguments);
    };
  }

  private static boolean isServed(Route route, String method) {
    return switch (route) {
      case Route.Conferences _, Route.Participants _, Route.Calls _, Route.OneCall _ ->
          method.equals("GET");
      case Route.OneConference _ -> method.equals("GET") || method.equals("POST");
      case Route.OneParticipant _ ->
          method.equals("GET") || method.equals("POST") || method.equals("DELETE");
    };
  }

  /**
   * A change's parameters come in its form; those in its query count too where the form has none.
   */
  private static Parameters parameters(HttpRequest request) {
    return request.method().equals("POST")
        ? request.query().overlaidBy(request.form())
        : request.query();
  }

  /** What core would say if the account owned nothing of what the path names. */
  private static RefusedException absent(Route route) {
    Problem problem =
        switch (route) {
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
    return ErrorBody.answer(error, error.status(), message);
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

  private static void log(
      HttpRequest request, Optional<AccountSid> account, int status, long nanos) {
    Level level = level(request, status);
    if (!log.isEnabledForLevel(level)) {
      return;
    }
    Optional<Route> route = route(request);
    LoggingEventBuilder line = log.atLevel(level).addKeyValue("request", request.id());
    line = adding(line, "account", account);
    line = adding(line, "conference", route.flatMap(Route::conferenceText));
    line = adding(line, "call", route.flatMap(Route::callText));
    line.addKeyValue("method", request.method())
        .addKeyValue("path", request.path())
        .addKeyValue("status", status)
        .addKeyValue("micros", nanos / 1_000)
        .log("REST request answered");
  }

  private static LoggingEventBuilder adding(
      LoggingEventBuilder line, String key, Optional<?> value) {
    return value.isPresent() ? line.addKeyValue(key, value.get()) : line;
  }

  private static Optional<Route> route(HttpRequest request) {
    try {
      return Route.parse(request.segments()).map(Route.Address::route);
    } catch (ApiException _) {
      return Optional.empty();
    }
  }

  private static Level level(HttpRequest request, int status) {
    if (status >= 500) {
      return Level.WARN;
    }
    return request.method().equals("GET") || status == 401 ? Level.DEBUG : Level.INFO;
  }
}
