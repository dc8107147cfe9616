package dev.rollcall.console;

import dev.rollcall.core.RefusedException;
import dev.rollcall.core.access.Principal;
import dev.rollcall.core.access.VouchedPrincipal;
import dev.rollcall.core.account.Vouched;
import dev.rollcall.http.Header;
import dev.rollcall.http.HttpHandler;
import dev.rollcall.http.HttpRequest;
import dev.rollcall.http.HttpResponse;
import dev.rollcall.http.Refusal;
import dev.rollcall.http.ResponseStream;
import dev.rollcall.http.StreamBody;
import java.io.IOException;
import java.util.Optional;

/**
 * Opens a door of the server to the console's pages: a request that shows a good session, and that
 * our own scripts made, is handed on as the session's account or user. All other requests go to the
 * door as they are, whatever cookies they carry.
 */
final class SignedInDoor implements HttpHandler {
  private final HttpHandler door;
  private final Sessions sessions;
  private final Admission admission;

  SignedInDoor(HttpHandler door, Sessions sessions, Admission admission) {
    this.door = door;
    this.sessions = sessions;
    this.admission = admission;
  }

  /** How a door learns whom a request is of. */
  @FunctionalInterface
  interface Admission {
    /** What {@code door} answers to a request of a good session, or why it is not asked. */
    HttpResponse admit(Session session, HttpRequest request, HttpHandler door);
  }

  /** For the doors of the API, which know accounts and keys: a user reaches {@link Reach} alone. */
  static HttpResponse asAccount(Session session, HttpRequest request, HttpHandler door) {
    Visitor visitor = session.visitor();
    return Reach.objection(visitor, request)
        .map(beyond -> Answers.refusal(403, beyond))
        .orElseGet(() -> Vouched.acting(visitor.proof(), () -> door.handle(request)));
  }

  /** For a door that knows users and sees to their scopes itself. */
  static Admission asUser(Acting acting) {
    return (session, request, door) -> {
      Principal principal;
      try {
        principal = acting.as(session);
      } catch (RefusedException e) {
        return Answers.refusal(503, String.valueOf(e.getMessage()));
      }
      return VouchedPrincipal.acting(principal, () -> door.handle(request));
    };
  }

  @Override
  public HttpResponse handle(HttpRequest request) {
    boolean provesItself = request.headers().first("Authorization").isPresent();
    return provesItself || !SameOrigin.isConsoles(request)
        ? door.handle(request)
        : ofConsole(request);
  }

  @Override
  public HttpResponse refuse(Refusal refusal) {
    return door.refuse(refusal);
  }

  private HttpResponse ofConsole(HttpRequest request) {
    Optional<String> foreign = SameOrigin.objection(request);
    if (foreign.isPresent()) {
      return Answers.refusal(403, foreign.get());
    }
    Optional<Session> shown = SessionCookie.of(request).flatMap(sessions::find);
    if (shown.isEmpty()) {
      return Answers.signInFirst();
    }
    Session session = shown.get();
    HttpResponse response = admission.admit(session, request, door);
    return response.stream()
        .map(body -> withStream(response, stream -> write(body, stream, session)))
        .orElse(response);
  }

  private void write(StreamBody body, ResponseStream stream, Session session)
      throws IOException, InterruptedException {
    try {
      body.write(new Lasting(stream, session));
    } catch (SessionOverException _) {
      // Nothing went wrong, so the stream just ends; whoever opens it again is told to sign in.
    }
  }

  private static HttpResponse withStream(HttpResponse response, StreamBody body) {
    String type =
        response.headers().stream()
            .filter(header -> header.name().equalsIgnoreCase("Content-Type"))
            .map(Header::value)
            .findFirst()
            .orElse("application/octet-stream");
    HttpResponse streamed = HttpResponse.stream(response.status(), type, body);
    for (Header header : response.headers()) {
      if (!header.name().equalsIgnoreCase("Content-Type")) {
        streamed = streamed.with(header.name(), header.value());
      }
    }
    return streamed;
  }

  /** How a body that sends something learns that the session has ended. */
  private static final class SessionOverException extends IOException {
    private static final long serialVersionUID = 1;

    SessionOverException() {
      super("the session that the stream belongs to is over");
    }
  }

  /** A stream that is open while the session is good; what is sent on it uses the session. */
  private final class Lasting implements ResponseStream {
    private final ResponseStream stream;
    private final Session session;

    Lasting(ResponseStream stream, Session session) {
      this.stream = stream;
      this.session = session;
    }

    @Override
    public void send(byte[] bytes) throws IOException {
      if (!sessions.use(session)) {
        throw new SessionOverException();
      }
      stream.send(bytes);
    }

    @Override
    public boolean isOpen() {
      return stream.isOpen() && sessions.use(session);
    }

    @Override
    public void onClose(Runnable action) {
      stream.onClose(action);
    }
  }
}
