package dev.rollcall.console;

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
 * Opens a door of the API to the console's pages: a request that shows a good session, and that our
 * own scripts made, is handed on as the session's account. All other requests go to the door as
 * they are, whatever cookies they carry.
 */
final class SignedInDoor implements HttpHandler {
  private final HttpHandler door;
  private final Sessions sessions;

  SignedInDoor(HttpHandler door, Sessions sessions) {
    this.door = door;
    this.sessions = sessions;
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
    Optional<String> beyond = Reach.objection(session.visitor(), request);
    if (beyond.isPresent()) {
      return Answers.refusal(403, beyond.get());
    }
    HttpResponse response = Vouched.acting(session.visitor().proof(), () -> door.handle(request));
    return response.stream()
        .map(body -> withStream(response, stream -> body.write(new Lasting(stream, session))))
        .orElse(response);
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
        throw new IOException("the session that the stream belongs to is over");
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
