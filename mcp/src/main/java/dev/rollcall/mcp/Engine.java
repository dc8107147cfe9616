package dev.rollcall.mcp;

import dev.rollcall.http.HttpRequest;
import dev.rollcall.http.HttpResponse;
import dev.rollcall.mcp.wire.JsonBuffer;
import dev.rollcall.mcp.wire.Message;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What both eras share: the methods that mean the same in each. */
final class Engine<P> {
  private final Application<P> application;
  private final Catalogues<P> catalogues;
  private final Calls<P> calls;
  private final Listings<P> listings;
  private final CallRunner runner;
  private final AtomicLong answered = new AtomicLong();

  Engine(Application<P> application, McpSettings settings, CallRunner runner) {
    this.application = application;
    this.runner = runner;
    catalogues = new Catalogues<>(application, settings.listLifetime());
    calls = new Calls<>(catalogues);
    listings = new Listings<>(application, catalogues, settings.listLifetime());
  }

  Calls<P> calls() {
    return calls;
  }

  CallRunner runner() {
    return runner;
  }

  long answered() {
    return answered.get();
  }

  void countAnswer() {
    answered.incrementAndGet();
  }

  /** The tools of {@code catalogue}, read from the bytes of its list. */
  List<ObjectNode> published(Catalogue<P> catalogue, Revision revision) throws McpException {
    byte[] list =
        new JsonBuffer()
            .raw("{")
            .raw(catalogues.preparedFrom(catalogue).toolList(revision).members())
            .raw("}")
            .toBytes();
    return JsonMapper.shared()
        .readTree(list)
        .path("tools")
        .valueStream()
        .map(ObjectNode.class::cast)
        .toList();
  }

  /** What is offered, in the words of revision 2026-07-28. */
  static ObjectNode capabilities() {
    ObjectNode capabilities = JsonNodeFactory.instance.objectNode();
    capabilities.putObject("tools").put("listChanged", true);
    capabilities.putObject("prompts").put("listChanged", true);
    capabilities.putObject("resources").put("subscribe", true).put("listChanged", true);
    capabilities.putObject("completions");
    return capabilities;
  }

  /** The application's answer to someone who may not use what {@code request} names. */
  Optional<HttpResponse> forbidden(Client<P> client, Message.Request request) {
    Optional<Target> target =
        switch (request.method()) {
          case "tools/call" -> text(request, "name").map(Target.ToolTarget::new);
          case "prompts/get" -> text(request, "name").map(Target.PromptTarget::new);
          case "resources/read", "resources/subscribe" ->
              text(request, "uri").map(Target.ResourceTarget::new);
          default -> Optional.empty();
        };
    return target.flatMap(used -> application.forbid(client.caller(), used));
  }

  private static Optional<String> text(Message.Request request, String name) {
    JsonNode value = request.params().path(name);
    return value.isString() ? Optional.of(value.stringValue()) : Optional.empty();
  }

  /** Answers the methods that run no handler, within the time that handlers have. */
  Answer simple(Client<P> client, Message.Request request, HttpRequest http) {
    Optional<Listings.Query<P>> query = listings.query(request.method());
    if (query.isEmpty()) {
      return unknownMethod(request.method());
    }
    Cancellation cancellation = new Cancellation();
    http.onAbandoned(() -> cancellation.cancel(Cancellation.Cause.CLIENT));
    Round<P> round =
        new Round<>(client, Map.of(), Optional.empty(), Reporter.silent(), cancellation);
    return switch (runner.run(new Question<>(query.get(), request), round, http.id())) {
      case Work.Outcome.Done(Answer answer) -> answer;
      case Work.Outcome.Asks _ ->
          throw new IllegalStateException(request.method() + " has asked the client");
    };
  }

  static Answer.Fault unknownMethod(String method) {
    String shown = method.length() > 128 ? method.substring(0, 128) + "…" : method;
    return Answer.refusal(
        404, Answer.METHOD_NOT_FOUND, "Method not found in this revision: " + shown + ".");
  }

  private record Question<P>(Listings.Query<P> query, Message.Request request) implements Work<P> {
    @Override
    public Outcome run(Round<P> round) throws McpException, InterruptedException {
      return new Outcome.Done(query.answer(round.client(), request.params()));
    }

    @Override
    public Answer failed(String why) {
      return Answer.fault(Answer.INTERNAL_ERROR, why);
    }

    @Override
    public String name() {
      return request.method();
    }
  }
}
