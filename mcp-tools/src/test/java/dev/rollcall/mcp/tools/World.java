package dev.rollcall.mcp.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.access.Credential;
import dev.rollcall.core.access.Principal;
import dev.rollcall.core.access.Scope;
import dev.rollcall.core.access.Tokens;
import dev.rollcall.core.conversation.ConversationPorts;
import dev.rollcall.core.conversation.Conversations;
import dev.rollcall.core.conversation.Huddles;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.testing.MemoryConversations;
import dev.rollcall.core.testing.TestRoster;
import dev.rollcall.core.user.ActorType;
import dev.rollcall.core.user.NewUser;
import dev.rollcall.core.user.User;
import dev.rollcall.core.user.Users;
import dev.rollcall.http.HttpResponse;
import dev.rollcall.mcp.Content;
import dev.rollcall.mcp.McpException;
import dev.rollcall.mcp.Tool;
import dev.rollcall.mcp.ToolOutcome;
import dev.rollcall.mcp.ToolResult;
import dev.rollcall.mcp.schema.ArgumentCheck;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/** The application over real core, whose records are in memory; with callers to try it. */
final class World implements AutoCloseable {
  static final ObjectMapper MAPPER = new ObjectMapper();

  /** By the schema's text: making one takes longer than all else that a test does. */
  private static final Map<String, ArgumentCheck> CHECKS = new ConcurrentHashMap<>();

  private final TestRoster phones = new TestRoster();
  private final MemoryConversations memory = new MemoryConversations();
  private final Users users = new Users(phones.sids(), phones.clock(), memory, memory);
  private final Tokens tokens =
      new Tokens(phones.sids(), phones.clock(), new Random(8), memory, memory, memory, _ -> true);
  private final Map<Granted, Principal> principals = new HashMap<>();
  private final Conversations conversations;
  private final Huddles huddles;
  private final RollcallApplication application;

  private record Granted(User user, Set<Scope> scopes) {}

  World() {
    ConversationPorts ports =
        new ConversationPorts(
            phones.sids(),
            phones.clock(),
            memory,
            memory,
            memory,
            (conversation, aspects) -> application().changed(conversation, aspects));
    conversations = new Conversations(ports);
    huddles = new Huddles(ports, conversations, new Random(7));
    application =
        new RollcallApplication(
            conversations,
            huddles,
            users,
            phones.roster(),
            tokens::isGood,
            new CursorKey(new byte[CursorKey.LEAST_BYTES]),
            scopes -> HttpResponse.empty(403).with("X-Scopes", scopes.iterator().next().text()),
            "1.2.3");
    phones.onEvent(
        event -> {
          huddles.accept(event);
          application.accept(event);
        });
  }

  RollcallApplication application() {
    return application;
  }

  TestRoster phones() {
    return phones;
  }

  Conversations conversations() {
    return conversations;
  }

  Tokens tokens() {
    return tokens;
  }

  Users users() {
    return users;
  }

  MemoryConversations memory() {
    return memory;
  }

  /** A person of the usual account with the usual scopes. */
  Visitor person(String name) {
    return visitor(TestRoster.ACCOUNT, name, ActorType.USER, Tokens.USUAL_SCOPES);
  }

  Visitor agent(String name) {
    return visitor(TestRoster.ACCOUNT, name, ActorType.AGENT, Tokens.USUAL_SCOPES);
  }

  Visitor person(String name, Scope... scopes) {
    return visitor(TestRoster.ACCOUNT, name, ActorType.USER, Set.of(scopes));
  }

  Visitor visitor(AccountSid account, String name, ActorType type, Set<Scope> scopes) {
    User user =
        users
            .known(account, name)
            .orElseGet(
                () ->
                    users.create(
                        account,
                        new NewUser(
                            name,
                            type,
                            Optional.of(name.toUpperCase(Locale.ROOT)),
                            List.of("sip:" + name + "@127.0.0.1"))));
    return new Visitor(
        principals.computeIfAbsent(new Granted(user, scopes), _ -> proven(user, scopes)),
        Selection.ALL);
  }

  private Principal proven(User user, Set<Scope> scopes) {
    String secret = tokens.issue(user, "", scopes, Optional.empty()).secret();
    return tokens.authenticate(secret).orElseThrow();
  }

  /** The same caller, who came by way of an authorization server. */
  static Visitor byOAuth(Visitor visitor) {
    return byOAuth(visitor, Instant.MAX);
  }

  /** As {@link #byOAuth(Visitor)}, with a token that expires. */
  static Visitor byOAuth(Visitor visitor, Instant until) {
    Principal principal = visitor.principal();
    return new Visitor(
        new Principal(
            principal.user(),
            principal.scopes(),
            new Credential.OfIssuer("https://login.example anna", until)),
        visitor.selection());
  }

  static Visitor with(Visitor visitor, Selection selection) {
    return new Visitor(visitor.principal(), selection);
  }

  /** The answer of a tool that has to succeed; held against the tool's schemas. */
  JsonNode call(Visitor caller, String tool, String arguments, Object... values) {
    ToolResult result = result(caller, tool, arguments, values);
    assertThat(result.isError()).as(text(result)).isFalse();
    return json(result);
  }

  /** Why a tool refuses. */
  String refused(Visitor caller, String tool, String arguments, Object... values) {
    ToolResult result = result(caller, tool, arguments, values);
    assertThat(result.isError()).as(text(result)).isTrue();
    assertThat(result.structured()).isEmpty();
    return text(result);
  }

  ToolResult result(Visitor caller, String tool, String arguments, Object... values) {
    ToolOutcome outcome =
        outcome(TestInvocation.of(caller), tool, arguments.replace('\'', '"').formatted(values));
    assertThat(outcome).isInstanceOf(ToolResult.class);
    return (ToolResult) outcome;
  }

  /** Runs a tool as the engine does: arguments that its schema refuses are a refusal. */
  ToolOutcome outcome(TestInvocation invocation, String tool, String arguments) {
    Tool<Visitor> called =
        application.catalogue(invocation.caller()).tools().stream()
            .filter(each -> each.definition().name().equals(tool))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no tool " + tool));
    ObjectNode given = (ObjectNode) MAPPER.readTree(arguments);
    Optional<String> problem = check(called.definition().inputSchema()).problem(given);
    if (problem.isPresent()) {
      return ToolResult.error(problem.get());
    }
    try {
      ToolOutcome outcome = called.handler().call(given, invocation);
      if (outcome instanceof ToolResult result && !result.isError()) {
        JsonNode answer = json(result);
        called
            .definition()
            .outputSchema()
            .ifPresent(schema -> assertThat(check(schema).problem((ObjectNode) answer)).isEmpty());
      }
      return outcome;
    } catch (McpException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static ArgumentCheck check(ObjectNode schema) {
    return CHECKS.computeIfAbsent(schema.toString(), _ -> ArgumentCheck.of(schema));
  }

  /** What a result holds, which has to be the same in both of its forms. */
  static JsonNode json(ToolResult result) {
    assertThat(result.content()).hasSize(1);
    assertThat(result.structured()).isPresent();
    String structured = result.structured().orElseThrow().text();
    assertThat(text(result)).isEqualTo(structured);
    return MAPPER.readTree(structured);
  }

  static String text(ToolResult result) {
    return switch (result.content().getFirst()) {
      case Content.Text(String text) -> text;
      case Content.Json(var value) -> value.text();
      case Content.Image _, Content.Audio _, Content.Embedded _, Content.Link _ ->
          throw new AssertionError("no text");
    };
  }

  /** A new conversation of {@code owner}; its id. */
  String conversation(Visitor owner) {
    return call(owner, "create_conversation", "{'title': 'Planning'}").get("id").asString();
  }

  void add(Visitor owner, String conversation, Visitor newcomer, String role) {
    call(
        owner,
        "create_conversation_participant",
        "{'conversation_id': '%s', 'participant': '%s', 'role': '%s'}",
        conversation,
        newcomer.principal().user().name(),
        role);
  }

  /** A new message of {@code sender}; its id. */
  String post(Visitor sender, String conversation, String text) {
    return call(
            sender,
            "create_conversation_message",
            "{'conversation_id': '%s', 'text': '%s'}",
            conversation,
            text)
        .get("id")
        .asString();
  }

  @Override
  public void close() {
    huddles.close();
    tokens.close();
    phones.close();
  }
}
