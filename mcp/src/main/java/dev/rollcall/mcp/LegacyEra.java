package dev.rollcall.mcp;

import dev.rollcall.http.HttpRequest;
import dev.rollcall.http.HttpResponse;
import dev.rollcall.mcp.wire.JsonBuffer;
import dev.rollcall.mcp.wire.MalformedMessageException;
import dev.rollcall.mcp.wire.Message;
import dev.rollcall.mcp.wire.MessageReader;
import dev.rollcall.mcp.wire.RequestId;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Answers clients of the revisions that begin with a handshake. */
final class LegacyEra<P> {
  static final String SESSION = "Mcp-Session-Id";

  private static final Revision NEWEST = Revision.V2025_11_25;

  private final Application<P> application;
  private final Engine<P> engine;
  private final LegacyCalls<P> calls;
  private final Sessions<P> sessions;
  private final SessionStream<P> streams;
  private final SessionSettings<P> sessionSettings;
  private final Envelope envelope = Envelope.legacy();

  LegacyEra(
      Application<P> application,
      McpSettings settings,
      Engine<P> engine,
      Sessions<P> sessions,
      Listeners<P> listeners,
      StreamPlaces places,
      InstantSource clock) {
    this.application = application;
    this.engine = engine;
    this.sessions = sessions;
    calls = new LegacyCalls<>(engine);
    streams = new SessionStream<>(application, settings, places, clock);
    sessionSettings = new SessionSettings<>(application, settings, listeners);
  }

  /** Answers a message by itself. */
  HttpResponse answer(P caller, Message message, HttpRequest http) throws InterruptedException {
    Optional<HttpResponse> unsupported = unsupportedVersion(http);
    if (unsupported.isPresent()) {
      return unsupported.get();
    }
    if (message instanceof Message.Request request) {
      if (request.method().equals("initialize")) {
        return initialize(caller, request);
      }
      if (request.method().equals("ping")) {
        return shape(request).plain(Answer.complete(JsonNodeFactory.instance.objectNode()));
      }
    }
    Optional<String> sessionId = http.headers().first(SESSION);
    if (sessionId.isEmpty()) {
      return lacksSession(message);
    }
    Optional<Session<P>> session = sessions.find(sessionId.get(), application.identity(caller));
    if (session.isEmpty()) {
      return unknownSession(message.answerId());
    }
    return answer(session.get().client(caller), session.get(), message, http);
  }

  /** Answers a batch, which only revision 2025-03-26 has. */
  HttpResponse answerBatch(P caller, JsonNode array, HttpRequest http)
      throws MalformedMessageException, InterruptedException {
    Optional<Session<P>> session =
        http.headers()
            .first(SESSION)
            .flatMap(id -> sessions.find(id, application.identity(caller)));
    if (session.isEmpty() || session.get().revision() != Revision.V2025_03_26) {
      return refusal(
          400,
          Optional.empty(),
          "Batches are taken in sessions of 2025-03-26 only; send each message by itself.");
    }
    List<Message> messages = MessageReader.batch(array);
    Client<P> client = session.get().client(caller);
    JsonBuffer out = new JsonBuffer();
    String separator = "[";
    for (Message message : messages) {
      if (message instanceof Message.Request request) {
        out.raw(separator)
            .raw(envelope.message(request.id(), inBatch(client, session.get(), request, http)));
        separator = ",";
      } else {
        HttpResponse _ = answer(client, session.get(), message, http);
      }
    }
    return separator.equals("[")
        ? HttpResponse.empty(202)
        : HttpResponse.json(200, out.raw("]").toBytes());
  }

  /** Opens the stream of a session's notifications. */
  HttpResponse openStream(P caller, HttpRequest http) {
    return withSession(caller, http, session -> streams.open(session, caller));
  }

  /** Ends a session. */
  HttpResponse delete(P caller, HttpRequest http) {
    return withSession(
        caller,
        http,
        session -> {
          sessions.end(session);
          return HttpResponse.empty(204);
        });
  }

  private HttpResponse withSession(
      P caller, HttpRequest http, Function<Session<P>, HttpResponse> then) {
    Optional<HttpResponse> unsupported = unsupportedVersion(http);
    if (unsupported.isPresent()) {
      return unsupported.get();
    }
    Optional<String> id = http.headers().first(SESSION);
    if (id.isEmpty()) {
      return refusal(
              405,
              Optional.empty(),
              "Only sessions of revisions up to 2025-11-25 use this method, with the header "
                  + SESSION
                  + ". Later ones send subscriptions/listen by POST.")
          .with("Allow", "POST");
    }
    return sessions
        .find(id.get(), application.identity(caller))
        .map(then)
        .orElseGet(() -> unknownSession(Optional.empty()));
  }

  private HttpResponse answer(
      Client<P> client, Session<P> session, Message message, HttpRequest http)
      throws InterruptedException {
    switch (message) {
      case Message.Request request -> {
        return dispatch(client, session, request, http);
      }
      case Message.Response response -> session.answered(response);
      case Message.Notification(String method, ObjectNode params) -> {
        JsonNode cancelled = params.path("requestId");
        if (method.equals("notifications/cancelled") && RequestId.isOne(cancelled)) {
          session.cancel(new RequestId(cancelled.toString()));
        }
      }
    }
    return HttpResponse.empty(202);
  }

  private HttpResponse dispatch(
      Client<P> client, Session<P> session, Message.Request request, HttpRequest http)
      throws InterruptedException {
    Optional<HttpResponse> forbidden = engine.forbidden(client, request);
    if (forbidden.isPresent()) {
      return forbidden.get();
    }
    LiveCall.Shape shape = shape(request);
    return switch (request.method()) {
      case "tools/call", "prompts/get" -> calls.answer(client, session, request, http, shape);
      default -> {
        Optional<Answer> answer = sessionSettings.answer(client, session, request);
        yield shape.plain(answer.isPresent() ? answer.get() : engine.simple(client, request, http));
      }
    };
  }

  private Answer inBatch(
      Client<P> client, Session<P> session, Message.Request request, HttpRequest http)
      throws InterruptedException {
    if (engine.forbidden(client, request).isPresent()) {
      return Answer.fault(
          Answer.INVALID_REQUEST, "This is not granted to you. Send it by itself to be told why.");
    }
    return switch (request.method()) {
      case "initialize" ->
          Answer.fault(Answer.INVALID_REQUEST, "initialize must not be part of a batch.");
      case "ping" -> Answer.complete(JsonNodeFactory.instance.objectNode());
      case "tools/call", "prompts/get" -> calls.answerInBatch(client, request, http);
      default -> {
        Optional<Answer> answer = sessionSettings.answer(client, session, request);
        yield answer.isPresent() ? answer.get() : engine.simple(client, request, http);
      }
    };
  }

  private HttpResponse initialize(P caller, Message.Request request) {
    LiveCall.Shape shape = shape(request);
    try {
      String wanted = Params.text(request.params(), "protocolVersion");
      Revision revision =
          Revision.parse(wanted).filter(known -> !known.isStateless()).orElse(NEWEST);
      Client<P> client =
          new Client<>(
              caller,
              application.identity(caller),
              revision,
              Client.capabilities(Params.object(request.params(), "capabilities")));
      Session<P> session = sessions.open(client);
      return shape.plain(greeting(revision)).with(SESSION, session.id());
    } catch (McpException e) {
      return shape.plain(Answer.of(e));
    }
  }

  private Answer greeting(Revision revision) {
    ObjectNode members = JsonNodeFactory.instance.objectNode();
    members.put("protocolVersion", revision.text());
    ObjectNode capabilities = Engine.capabilities();
    capabilities.putObject("logging");
    members.set("capabilities", capabilities);
    members.set(
        "serverInfo",
        Meta.describe(application.implementation(), revision.compareTo(Revision.V2025_06_18) >= 0));
    application.instructions().ifPresent(text -> members.put("instructions", text));
    return Answer.complete(members);
  }

  private static Optional<HttpResponse> unsupportedVersion(HttpRequest http) {
    return http.headers()
        .first(ModernHeaders.VERSION)
        .map(String::strip)
        .filter(version -> Revision.parse(version).isEmpty())
        .map(
            version ->
                HttpResponse.json(
                    400, Envelope.fault(Optional.empty(), ModernHeaders.unsupported(version))));
  }

  private static HttpResponse lacksSession(Message message) {
    return refusal(
        400,
        message.answerId(),
        "The header "
            + SESSION
            + " is missing: begin with initialize. Or speak 2026-07-28, which needs no session:"
            + " name it in the header MCP-Protocol-Version and in params._meta.");
  }

  private static HttpResponse unknownSession(Optional<RequestId> id) {
    return refusal(404, id, "There is no such session (any more). Begin anew with initialize.");
  }

  private static HttpResponse refusal(int status, Optional<RequestId> id, String message) {
    return HttpResponse.json(
        status, Envelope.fault(id, Answer.refusal(status, Answer.INVALID_REQUEST, message)));
  }

  private LiveCall.Shape shape(Message.Request request) {
    return new LiveCall.Shape() {
      @Override
      public HttpResponse plain(Answer answer) {
        return answer instanceof Answer.Nothing
            ? HttpResponse.empty(202)
            : HttpResponse.json(200, message(answer));
      }

      @Override
      public byte[] message(Answer answer) {
        return envelope.message(request.id(), answer);
      }
    };
  }
}
