package dev.rollcall.console;

import dev.rollcall.core.access.Scope;
import dev.rollcall.core.access.Tokens;
import dev.rollcall.core.account.Accounts;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.user.UserId;
import dev.rollcall.http.HttpRequest;
import dev.rollcall.http.HttpResponse;
import dev.rollcall.http.JsonBytes;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The session of a browser as a resource: {@code POST} signs in, {@code GET} tells who has signed
 * in, {@code DELETE} signs out. To sign in, the body names {@code user}, the sid of an account or
 * of a key, and {@code secret}; or {@code secret} alone, the API token of a user.
 */
final class SignIn {
  private static final Logger log = LoggerFactory.getLogger(SignIn.class);
  private static final int LONGEST_BODY = 4_096;
  private static final JsonMapper JSON = new JsonMapper();

  private final AccountSid owner;
  private final Accounts accounts;
  private final Tokens tokens;
  private final Sessions sessions;
  private final Acting acting;
  private final WrongTries tries;

  private record Credentials(String user, String secret) {}

  SignIn(
      AccountSid owner,
      Accounts accounts,
      Tokens tokens,
      Sessions sessions,
      Acting acting,
      WrongTries tries) {
    this.owner = owner;
    this.accounts = accounts;
    this.tokens = tokens;
    this.sessions = sessions;
    this.acting = acting;
    this.tries = tries;
  }

  HttpResponse answer(HttpRequest request) {
    Optional<String> objection = SameOrigin.objection(request);
    if (objection.isPresent()) {
      return Answers.refusal(403, objection.get());
    }
    return switch (request.method()) {
      case "GET" -> who(request);
      case "POST" -> signIn(request);
      case "DELETE" -> signOut(request);
      default -> Answers.notAllowed("GET, HEAD, POST, DELETE");
    };
  }

  private HttpResponse who(HttpRequest request) {
    return SessionCookie.of(request)
        .flatMap(sessions::find)
        .map(session -> told(session.visitor()))
        .orElseGet(Answers::signInFirst);
  }

  private HttpResponse signOut(HttpRequest request) {
    SessionCookie.of(request).ifPresent(sessions::close);
    return SessionCookie.take(request, HttpResponse.empty(204)).with("Cache-Control", "no-store");
  }

  private HttpResponse signIn(HttpRequest request) {
    if (!request.mediaType().equals("application/json")) {
      return Answers.refusal(415, "Send the credentials as Content-Type application/json.");
    }
    Optional<Credentials> given = read(request.body());
    if (given.isEmpty()) {
      return Answers.refusal(
          400,
          "The body has to be a JSON object with 'secret' and, unless that is an API token,"
              + " 'user'; both are texts.");
    }
    OptionalLong wait = tries.take(request.remote().getAddress());
    if (wait.isPresent()) {
      return Answers.refusal(
              429,
              "Too many wrong tries from your network: try again in "
                  + wait.getAsLong()
                  + " s, with the right ones.")
          .with("Retry-After", Long.toString(wait.getAsLong()));
    }
    Optional<Visitor> visitor = visitor(given.get());
    if (visitor.isEmpty()) {
      log.atInfo()
          .addKeyValue("request", request.id())
          .addKeyValue("address", request.remote().getAddress().getHostAddress())
          .log("a wrong try to sign in to the console");
      return Answers.refusal(
          401, "These credentials are not right, or not good any more: check both fields.");
    }
    tries.giveBack(request.remote().getAddress());
    return signedIn(request, visitor.get());
  }

  private HttpResponse signedIn(HttpRequest request, Visitor visitor) {
    if (!sessions.isGood(visitor)) {
      return Answers.refusal(
          403, "The account is suspended or closed: its credentials open nothing now.");
    }
    SessionCookie.of(request).ifPresent(sessions::close);
    String id = sessions.open(visitor);
    log.atInfo()
        .addKeyValue("request", request.id())
        .addKeyValue("account", visitor.account())
        .addKeyValue("with", visitor.kind())
        .addKeyValue("session", Sessions.name(id))
        .log("signed in to the console");
    return SessionCookie.give(request, told(visitor), id);
  }

  private Optional<Visitor> visitor(Credentials given) {
    return given.user().isEmpty()
        ? tokens.authenticate(given.secret()).map(Visitor.OfUser::new)
        : accounts.authenticate(given.user(), given.secret()).map(Visitor.OfAccount::new);
  }

  private static Optional<Credentials> read(byte[] body) {
    if (body.length > LONGEST_BODY) {
      return Optional.empty();
    }
    try {
      JsonNode tree = JSON.readTree(body);
      JsonNode user = tree.path("user");
      JsonNode secret = tree.path("secret");
      return secret.isString() && (user.isString() || user.isMissingNode())
          ? Optional.of(
              new Credentials(
                  user.isString() ? user.stringValue().strip() : "", secret.stringValue().strip()))
          : Optional.empty();
    } catch (JacksonException _) {
      return Optional.empty();
    }
  }

  private boolean maySeeServer(Visitor visitor) {
    return switch (visitor) {
      case Visitor.OfAccount account -> account.account().equals(owner);
      case Visitor.OfUser _ -> false;
    };
  }

  private HttpResponse told(Visitor visitor) {
    Optional<UserId> user = acting.id(visitor);
    byte[] body =
        JsonBytes.write(
            json -> {
              json.writeStartObject();
              json.writeStringProperty("account_sid", visitor.account().text());
              json.writeStringProperty("name", visitor.name());
              json.writeStringProperty("kind", visitor.kind());
              json.writeBooleanProperty("may_see", visitor.maySee());
              json.writeBooleanProperty("may_change", visitor.mayChange());
              json.writeBooleanProperty("may_manage", visitor.proof().mayManage());
              json.writeBooleanProperty("may_see_server", maySeeServer(visitor));
              json.writeArrayPropertyStart("scopes");
              for (Scope scope : visitor.scopes()) {
                json.writeString(scope.text());
              }
              json.writeEndArray();
              if (user.isPresent()) {
                json.writeStringProperty("user_id", user.get().text());
              } else {
                json.writeNullProperty("user_id");
              }
              json.writeEndObject();
            });
    return HttpResponse.json(200, body).with("Cache-Control", "no-store");
  }
}
