package dev.rollcall.mcp;

import dev.rollcall.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** An application with one of everything. A caller is the name in its bearer token. */
final class SampleApplication implements Application<String> {
  static final String NOTE = "note://everyone";
  static final String DIARY = "note://ada";

  /** A resource that is never read to its end. */
  static final String ENDLESS = "note://endless";

  /** Who is shown a tool that is defined wrongly. */
  static final String MISLED = "misled";

  private static final ToolAnnotations ANNOTATIONS = new ToolAnnotations(true, false, true, false);

  /** What has happened to calls of the tool {@code wait}. */
  final BlockingQueue<String> waits = new LinkedBlockingQueue<>();

  /** Lets calls of the tool {@code steps} go on after their first step. */
  final CountDownLatch goOn = new CountDownLatch(1);

  /** Those who may not watch anything any more. */
  final Set<String> shutOut = ConcurrentHashMap.newKeySet();

  private final Catalogue<String> catalogue =
      new Catalogue<>(
          List.of(
              tool("echo", "{'text':{'type':'string'}}", "text", this::echo),
              tool(
                  "find",
                  "{'conversation_id':{'type':'string','format':'uuid'},"
                      + "'role':{'enum':['owner','member']},"
                      + "'limit':{'type':'integer','minimum':1,'maximum':100}}",
                  "conversation_id",
                  (_, _) -> ToolResult.text("found")),
              tool(
                  "region",
                  "{'region':{'type':'string','x-mcp-header':'Region'},"
                      + "'level':{'type':'integer','x-mcp-header':'Level'}}",
                  "region",
                  (_, _) -> ToolResult.text("there")),
              tool("wait", "{}", "", this::await),
              tool("steps", "{}", "", this::steps),
              tool("chat", "{}", "", SampleApplication::chat),
              tool("name", "{}", "", SampleApplication::askName),
              tool("two_rounds", "{'amount':{'type':'integer'}}", "", SampleApplication::twoRounds),
              tool("insist", "{}", "", (_, _) -> question("again", Optional.of("x"))),
              tool(
                  "break",
                  "{}",
                  "",
                  (_, _) -> {
                    throw new IllegalStateException("the secret of the house");
                  })),
          List.of(
              new Prompt<>(
                  new PromptDefinition(
                      "greet",
                      "Greet",
                      "Greets someone.",
                      List.of(new PromptDefinition.Argument("who", "Whom.", true))),
                  (arguments, _) ->
                      new PromptResult(
                          "A greeting",
                          List.of(
                              new PromptResult.Message(
                                  PromptResult.Role.USER,
                                  new Content.Text("Greet " + arguments.get("who"))))))));

  private final Catalogue<String> wrong =
      new Catalogue<>(
          List.of(
              tool(
                  "amount",
                  "{'amount':{'type':'number','x-mcp-header':'Amount'}}",
                  "",
                  (_, _) -> ToolResult.text("there"))),
          List.of());

  private static Tool<String> tool(
      String name, String properties, String required, ToolHandler<String> handler) {
    String schema =
        "{'type':'object','properties':"
            + properties
            + (required.isEmpty() ? "" : ",'required':['" + required + "']")
            + ",'additionalProperties':false,'$schema':'http://json-schema.org/draft-07/schema#'}";
    Optional<ObjectNode> output =
        name.equals("echo")
            ? Optional.of(json("{'type':'object','properties':{'text':{'type':'string'}}}"))
            : Optional.empty();
    return new Tool<>(
        new ToolDefinition(
            name, "Tool " + name, "Does " + name + ".", json(schema), output, ANNOTATIONS),
        handler);
  }

  static ObjectNode json(String text) {
    return (ObjectNode) JsonMapper.shared().readTree(text.replace('\'', '"'));
  }

  private ToolOutcome echo(ObjectNode arguments, Invocation<String> invocation) {
    return ToolResult.of(arguments);
  }

  private ToolOutcome await(ObjectNode arguments, Invocation<String> invocation)
      throws InterruptedException {
    invocation.onCancel(() -> waits.add("told"));
    waits.add("begun");
    try {
      new CountDownLatch(1).await();
      return ToolResult.text("never");
    } catch (InterruptedException e) {
      waits.add("interrupted");
      throw e;
    }
  }

  private ToolOutcome steps(ObjectNode arguments, Invocation<String> invocation)
      throws InterruptedException {
    invocation.progress(1, OptionalDouble.of(2), Optional.of("half"));
    invocation.progress(1, OptionalDouble.of(2), Optional.of("no progress"));
    goOn.await();
    invocation.progress(2, OptionalDouble.of(2), Optional.empty());
    return ToolResult.text("done");
  }

  private static ToolOutcome chat(ObjectNode arguments, Invocation<String> invocation) {
    invocation.log(LogLevel.DEBUG, "sample", StringNode.valueOf("small"));
    invocation.log(LogLevel.ERROR, "sample", StringNode.valueOf("great"));
    return ToolResult.text("said");
  }

  private static ToolOutcome askName(ObjectNode arguments, Invocation<String> invocation) {
    return invocation.answers().containsKey("name")
        ? ToolResult.text(
            "Hello "
                + invocation.answers().get("name").path("content").path("name").asString("nobody"))
        : question("name", Optional.empty());
  }

  private static ToolOutcome twoRounds(ObjectNode arguments, Invocation<String> invocation) {
    String state = invocation.state().orElse("");
    return switch (state) {
      case "" -> question("first", Optional.of("one"));
      case "one" -> question("second", Optional.of("two"));
      default -> ToolResult.text("state " + state + " answers " + invocation.answers().keySet());
    };
  }

  private static InputRequired question(String name, Optional<String> state) {
    LinkedHashMap<String, InputRequest> requests = new LinkedHashMap<>();
    requests.put(
        name,
        new InputRequest.Elicitation(
            "What is it?",
            json("{'type':'object','properties':{'name':{'type':'string'}},'required':['name']}")));
    return new InputRequired(requests, state);
  }

  @Override
  public Implementation implementation() {
    return new Implementation("sample", "Sample", "1.2.3");
  }

  @Override
  public Optional<String> instructions() {
    return Optional.of("Use it.");
  }

  @Override
  public Catalogue<String> catalogue(String caller) {
    return caller.equals(MISLED) ? wrong : catalogue;
  }

  @Override
  public Resources<String> resources() {
    return new Resources<>() {
      @Override
      public ResourcePage list(String caller, Optional<String> cursor) throws McpException {
        if (cursor.isPresent() && !cursor.get().equals("2")) {
          throw McpException.invalidParams("no such page");
        }
        String uri = cursor.isPresent() ? DIARY : NOTE;
        return new ResourcePage(
            List.of(new ResourceDescription(uri, "note", "Note", "A note.", "text/plain")),
            cursor.isPresent() ? Optional.empty() : Optional.of("2"));
      }

      @Override
      public List<ResourceTemplate> templates() {
        return List.of(
            new ResourceTemplate("note://{who}", "note", "Note", "A note.", "text/plain"));
      }

      @Override
      public Optional<List<ResourceContents>> read(String caller, String uri)
          throws InterruptedException {
        if (uri.equals(ENDLESS)) {
          new CountDownLatch(1).await();
        }
        return mayWatch(caller, uri)
            ? Optional.of(List.of(new ResourceContents.Text(uri, "text/plain", "words")))
            : Optional.empty();
      }

      @Override
      public boolean mayWatch(String caller, String uri) {
        return !shutOut.contains(caller)
            && (uri.equals(NOTE) || (uri.equals(DIARY) && caller.equals("ada")));
      }
    };
  }

  @Override
  public Completer<String> completer() {
    return (_, reference, _, value, _) ->
        reference.equals(new Completer.Reference.OfPrompt("greet"))
            ? Optional.of(new Completion(List.of(value + "x", value + "y"), 3))
            : Optional.empty();
  }

  @Override
  public Optional<HttpResponse> forbid(String caller, Target target) {
    return caller.equals("limited") && target.equals(new Target.ToolTarget("echo"))
        ? Optional.of(
            HttpResponse.empty(403).with("WWW-Authenticate", "Bearer error=\"insufficient_scope\""))
        : Optional.empty();
  }

  @Override
  public String identity(String caller) {
    return caller;
  }
}
