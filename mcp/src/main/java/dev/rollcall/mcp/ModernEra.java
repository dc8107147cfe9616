package dev.rollcall.mcp;

import dev.rollcall.http.HttpRequest;
import dev.rollcall.http.HttpResponse;
import dev.rollcall.mcp.wire.Message;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Answers requests of revision 2026-07-28, each of which stands for itself. */
final class ModernEra<P> {
  private static final Revision REVISION = Revision.V2026_07_28;

  private final Application<P> application;
  private final Engine<P> engine;
  private final Listening<P> listening;
  private final Sealer sealer;
  private final Envelope envelope;
  private final Answer discovery;

  ModernEra(
      Application<P> application,
      Engine<P> engine,
      Listening<P> listening,
      Sealer sealer,
      McpSettings settings) {
    this.application = application;
    this.engine = engine;
    this.listening = listening;
    this.sealer = sealer;
    envelope = Envelope.modern(application.implementation());
    discovery = discovery(application, settings);
  }

  HttpResponse answer(P caller, Message.Request request, HttpRequest http)
      throws InterruptedException {
    LiveCall.Shape shape = shape(request);
    try {
      Optional<Answer.Fault> fault = ModernHeaders.check(request, http.headers());
      if (fault.isPresent()) {
        return shape.plain(fault.get());
      }
      ObjectNode declared =
          Params.object(Params.object(request.params(), Meta.KEY), Meta.CLIENT_CAPABILITIES);
      Client<P> client =
          new Client<>(
              caller, application.identity(caller), REVISION, Client.capabilities(declared));
      return dispatch(client, request, http, shape);
    } catch (McpException e) {
      return shape.plain(Answer.of(e));
    }
  }

  private HttpResponse dispatch(
      Client<P> client, Message.Request request, HttpRequest http, LiveCall.Shape shape)
      throws McpException, InterruptedException {
    return switch (request.method()) {
      case "server/discover" -> shape.plain(discovery);
      case "tools/call", "prompts/get" -> call(client, request, http, shape);
      case "subscriptions/listen" -> listening.open(client, request, shape);
      default -> {
        Optional<HttpResponse> forbidden = engine.forbidden(client, request);
        yield forbidden.isPresent()
            ? forbidden.get()
            : shape.plain(engine.simple(client, request, http));
      }
    };
  }

  private HttpResponse call(
      Client<P> client, Message.Request request, HttpRequest http, LiveCall.Shape shape)
      throws McpException, InterruptedException {
    Optional<HttpResponse> forbidden = engine.forbidden(client, request);
    if (forbidden.isPresent()) {
      return forbidden.get();
    }
    Work<P> work;
    if (request.method().equals("tools/call")) {
      PreparedTool<P> tool = engine.calls().tool(client, request.params());
      ObjectNode arguments = Calls.arguments(request.params());
      Optional<String> mismatch = tool.headers().mismatch(http.headers(), arguments);
      if (mismatch.isPresent()) {
        return shape.plain(ModernHeaders.mismatch(mismatch.get()));
      }
      work = engine.calls().work(tool, arguments);
    } else {
      work = engine.calls().prompt(client, request.params());
    }
    Sealer.Binding binding =
        new Sealer.Binding(
            client.identity(), request.method(), work.name(), Calls.arguments(request.params()));
    Map<String, JsonNode> answers = inputResponses(request.params());
    Optional<String> state = openState(request.params(), binding);
    Optional<JsonNode> token = Params.progressToken(request.params());
    Optional<LogLevel> threshold = logLevel(request.params());
    Cancellation cancellation = new Cancellation();
    if (token.isEmpty() && threshold.isEmpty()) {
      http.onAbandoned(() -> cancellation.cancel(Cancellation.Cause.CLIENT));
      Round<P> round = new Round<>(client, answers, state, Reporter.silent(), cancellation);
      return shape.plain(run(work, round, binding, http.id()));
    }
    return LiveCall.run(
        http,
        cancellation,
        channel -> {
          Reporter reporter = new Reporter(channel, token, threshold);
          Round<P> round = new Round<>(client, answers, state, reporter, cancellation);
          Answer answer = run(work, round, binding, http.id());
          reporter.end();
          return answer;
        },
        shape);
  }

  private Answer run(Work<P> work, Round<P> round, Sealer.Binding binding, String requestId) {
    return switch (engine.runner().run(work, round, requestId)) {
      case Work.Outcome.Done(Answer answer) -> answer;
      case Work.Outcome.Asks(InputRequired questions) ->
          Questions.result(
              questions, round.client(), questions.state().map(s -> sealer.seal(s, binding)));
    };
  }

  private static Map<String, JsonNode> inputResponses(ObjectNode params) throws McpException {
    Map<String, JsonNode> answers = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> each : Params.object(params, "inputResponses").properties()) {
      if (!each.getValue().isObject()) {
        throw McpException.invalidParams(
            "params.inputResponses." + each.getKey() + " must be an object.");
      }
      answers.put(each.getKey(), each.getValue());
    }
    return answers;
  }

  private Optional<String> openState(ObjectNode params, Sealer.Binding binding)
      throws McpException {
    Optional<String> sealed = Params.optionalText(params, "requestState");
    if (sealed.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> state = sealer.open(sealed.get(), binding);
    if (state.isEmpty()) {
      throw McpException.invalidParams(
          "params.requestState is not one that this server gave for this very call, or it has"
              + " expired. Call again without requestState and inputResponses.");
    }
    return state;
  }

  private static Optional<LogLevel> logLevel(ObjectNode params) throws McpException {
    JsonNode level = params.path(Meta.KEY).path(Meta.LOG_LEVEL);
    return level.isMissingNode()
        ? Optional.empty()
        : Optional.of(LogLevels.parse(level.asString("")));
  }

  private LiveCall.Shape shape(Message.Request request) {
    return new LiveCall.Shape() {
      @Override
      public HttpResponse plain(Answer answer) {
        return switch (answer) {
          case Answer.Result _ -> HttpResponse.json(200, message(answer));
          case Answer.Fault fault -> HttpResponse.json(fault.status(), message(answer));
          // Nobody is there to read it.
          case Answer.Nothing _ -> HttpResponse.empty(204);
        };
      }

      @Override
      public byte[] message(Answer answer) {
        return envelope.message(request.id(), answer);
      }
    };
  }

  private static Answer discovery(Application<?> application, McpSettings settings) {
    ObjectNode members = JsonNodeFactory.instance.objectNode();
    members.set("supportedVersions", versions());
    members.set("capabilities", Engine.capabilities());
    application.instructions().ifPresent(text -> members.put("instructions", text));
    Lifetime.put(members, REVISION, settings.listLifetime());
    return Answer.complete(members);
  }

  /** All versions there are, the newest first. */
  static ArrayNode versions() {
    ArrayNode versions = JsonNodeFactory.instance.arrayNode();
    Arrays.asList(Revision.values()).reversed().forEach(each -> versions.add(each.text()));
    return versions;
  }
}
