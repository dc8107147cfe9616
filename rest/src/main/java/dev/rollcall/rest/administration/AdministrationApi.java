package dev.rollcall.rest.administration;

import dev.rollcall.core.RefusedException;
import dev.rollcall.core.access.Tokens;
import dev.rollcall.core.account.Accounts;
import dev.rollcall.core.account.Proof;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.user.Users;
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
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * The door through which an account manages its users and their API tokens, in JSON.
 *
 * <table>
 * <caption>What is served below {@value #MOUNT}</caption>
 * <tr><td>{@code POST /tokens}</td><td>a new token; the only answer that has its secret</td></tr>
 * <tr><td>{@code GET /tokens}</td><td>tokens, newest first; {@code user} chooses</td></tr>
 * <tr><td>{@code DELETE /tokens/{id}}</td><td>revokes, and answers with the token</td></tr>
 * <tr><td>{@code POST /users}</td><td>a new user</td></tr>
 * <tr><td>{@code GET /users}</td><td>users, oldest first</td></tr>
 * <tr><td>{@code GET /users/{name or id}}</td><td>one user</td></tr>
 * </table>
 *
 * <p>Lists take {@code limit} (1 to 200) and {@code cursor}. What belongs to another account is
 * answered exactly like what does not exist. An API key of the account opens all but making and
 * revoking tokens. No answer may be kept by a cache.
 */
public final class AdministrationApi implements HttpHandler {
  /** Where it is to be mounted. */
  public static final String MOUNT = "/rollcall/v1";

  private static final Logger log = LoggerFactory.getLogger(AdministrationApi.class);
  private static final String BEARER = "Bearer ";
  private static final int SEGMENTS_OF_MOUNT = 2;

  private final Accounts accounts;
  private final AccountSid owner;
  private final Optional<byte[]> operatorSecret;
  private final TokenOperations tokens;
  private final UserOperations users;

  /**
   * The API over these users and tokens.
   *
   * @param owner the account for which the operator acts
   * @param operatorSecret what the operator sends as bearer token; without one there is no operator
   * @throws IllegalArgumentException if the operator's secret is blank, since anybody knows that
   */
  public AdministrationApi(
      Accounts accounts,
      AccountSid owner,
      Optional<String> operatorSecret,
      Users users,
      Tokens tokens) {
    if (operatorSecret.filter(String::isBlank).isPresent()) {
      throw new IllegalArgumentException("the operator's secret is blank");
    }
    this.accounts = accounts;
    this.owner = owner;
    this.operatorSecret = operatorSecret.map(AdministrationApi::utf8);
    this.tokens = new TokenOperations(users, tokens);
    this.users = new UserOperations(users);
  }

  @Override
  public HttpResponse handle(HttpRequest request) {
    Optional<Proof> proof = authenticate(request);
    HttpResponse response = proof.map(who -> answer(who, request)).orElseGet(this::unknown);
    log(request, proof.map(Proof::account), response.status());
    return response.with("Cache-Control", "no-store").with("Twilio-Request-Id", request.id());
  }

  @Override
  public HttpResponse refuse(Refusal refusal) {
    return ErrorBody.answer(refusal).with("Twilio-Request-Id", refusal.requestId());
  }

  private Optional<Proof> authenticate(HttpRequest request) {
    return AccountProof.of(request, accounts).or(() -> operator(request));
  }

  /** The operator may do what the owner's auth token may. */
  private Optional<Proof> operator(HttpRequest request) {
    List<String> given = request.headers().all("Authorization");
    if (given.size() != 1 || !given.getFirst().regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return Optional.empty();
    }
    byte[] secret = utf8(given.getFirst().substring(BEARER.length()).strip());
    return operatorSecret
        .filter(known -> MessageDigest.isEqual(known, secret))
        .map(_ -> new Proof.OfAuthToken(owner));
  }

  private HttpResponse unknown() {
    String basic = "Basic realm=\"Rollcall\"";
    return error(
            ApiError.UNAUTHENTICATED,
            "Authenticate: send the account's sid as user and its auth token as password by HTTP"
                + " Basic authentication. API tokens do not open this API.")
        .with(
            "WWW-Authenticate",
            operatorSecret.isPresent() ? basic + ", Bearer realm=\"Rollcall\"" : basic);
  }

  private HttpResponse answer(Proof proof, HttpRequest request) {
    try {
      AccountProof.checkActive(proof, accounts);
      List<String> segments = request.segments();
      return route(proof, request, segments.subList(SEGMENTS_OF_MOUNT, segments.size()));
    } catch (ApiException e) {
      return error(e.error(), String.valueOf(e.getMessage()));
    } catch (RefusedException e) {
      return error(ApiError.of(e.problem()), e.explanation());
    } catch (MalformedRequestException e) {
      return error(ApiError.INVALID_PARAMETER, "The request is malformed: " + e.getMessage());
    }
  }

  private HttpResponse route(Proof proof, HttpRequest request, List<String> path) {
    AccountSid account = proof.account();
    String method = request.method();
    return switch (path.isEmpty() ? "" : path.size() > 2 ? "" : path.getFirst()) {
      case "tokens" ->
          path.size() == 1
              ? switch (method) {
                case "GET" -> tokens.list(account, request);
                case "POST" -> {
                  checkMayManage(proof);
                  yield tokens.issue(account, request);
                }
                default -> notAllowed("GET, HEAD, POST");
              }
              : switch (method) {
                case "DELETE" -> {
                  checkMayManage(proof);
                  yield tokens.revoke(account, request, path.getLast());
                }
                default -> notAllowed("DELETE");
              };
      case "users" ->
          path.size() == 1
              ? switch (method) {
                case "GET" -> users.list(account, request);
                case "POST" -> users.create(account, request);
                default -> notAllowed("GET, HEAD, POST");
              }
              : method.equals("GET")
                  ? users.read(account, request, path.getLast())
                  : notAllowed("GET, HEAD");
      default ->
          error(
              ApiError.NOT_FOUND,
              "There is no such resource; there are " + MOUNT + "/tokens and " + MOUNT + "/users.");
    };
  }

  /** A token would outlive the API key that made it, and so its removal. */
  private static void checkMayManage(Proof proof) {
    if (!proof.mayManage()) {
      throw new ApiException(
          ApiError.FORBIDDEN,
          "Permission denied: an API key makes and revokes no tokens; authenticate with the"
              + " account's sid and its auth token.");
    }
  }

  private static HttpResponse notAllowed(String methods) {
    return error(
            ApiError.METHOD_NOT_ALLOWED, "Method not allowed: " + methods + " are served here.")
        .with("Allow", methods);
  }

  private static HttpResponse error(ApiError error, String message) {
    return ErrorBody.answer(error, message);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** What the path names without what it names it by: that may be a secret sent by mistake. */
  private static String resource(HttpRequest request) {
    List<String> segments = request.segments();
    String name = segments.size() > SEGMENTS_OF_MOUNT ? segments.get(SEGMENTS_OF_MOUNT) : "";
    return switch (name) {
      case "tokens", "users" -> name;
      default -> "none";
    };
  }

  private static void log(HttpRequest request, Optional<AccountSid> account, int status) {
    boolean quiet = request.method().equals("GET") || status == 401;
    Level level = status >= 500 ? Level.WARN : quiet ? Level.DEBUG : Level.INFO;
    LoggingEventBuilder line =
        log.atLevel(level)
            .addKeyValue("request", request.id())
            .addKeyValue("method", request.method())
            .addKeyValue("resource", resource(request))
            .addKeyValue("status", status);
    InstigatorKeys.on(account.map(sid -> line.addKeyValue("account", sid)).orElse(line))
        .log("administration request answered");
  }
}
