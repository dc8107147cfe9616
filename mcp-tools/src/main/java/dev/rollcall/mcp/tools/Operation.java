package dev.rollcall.mcp.tools;

import static dev.rollcall.core.access.Scope.CONFERENCES_READ;
import static dev.rollcall.core.access.Scope.CONFERENCES_WRITE;
import static dev.rollcall.core.access.Scope.CONVERSATIONS_READ;
import static dev.rollcall.core.access.Scope.CONVERSATIONS_WRITE;
import static dev.rollcall.core.access.Scope.MESSAGES_WRITE;
import static dev.rollcall.core.access.Scope.PARTICIPANTS_WRITE;
import static dev.rollcall.core.access.Scope.READ_STATE_WRITE;
import static dev.rollcall.mcp.tools.Toolset.BRANCHES;
import static dev.rollcall.mcp.tools.Toolset.CONFERENCES;
import static dev.rollcall.mcp.tools.Toolset.CONVERSATIONS;
import static dev.rollcall.mcp.tools.Toolset.HUDDLES;

import dev.rollcall.core.access.Principal;
import dev.rollcall.core.access.Scope;
import dev.rollcall.mcp.ToolAnnotations;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Every tool: the set it belongs to, what it does to the world, and which scopes open it. In the
 * order in which lists show them, reads first.
 */
enum Operation {
  LIST_CONVERSATIONS(CONVERSATIONS, Effect.READ, CONVERSATIONS_READ),
  GET_CONVERSATION(CONVERSATIONS, Effect.READ, CONVERSATIONS_READ),
  LIST_CONVERSATION_PARTICIPANTS(CONVERSATIONS, Effect.READ, CONVERSATIONS_READ),
  GET_CONVERSATION_PARTICIPANT(CONVERSATIONS, Effect.READ, CONVERSATIONS_READ),
  LIST_CONVERSATION_MESSAGES(CONVERSATIONS, Effect.READ, CONVERSATIONS_READ),
  GET_CONVERSATION_MESSAGE(CONVERSATIONS, Effect.READ, CONVERSATIONS_READ),
  GET_CONVERSATION_READ_STATE(CONVERSATIONS, Effect.READ, CONVERSATIONS_READ),
  LIST_CONVERSATION_EVENTS(CONVERSATIONS, Effect.READ, CONVERSATIONS_READ),
  GET_CONVERSATION_TREE(BRANCHES, Effect.READ, CONVERSATIONS_READ),
  LIST_CONVERSATION_MESSAGE_BRANCHES(BRANCHES, Effect.READ, CONVERSATIONS_READ),
  GET_CONVERSATION_BRANCH_SELECTION(BRANCHES, Effect.READ, CONVERSATIONS_READ),
  GET_HUDDLE(HUDDLES, Effect.READ, CONVERSATIONS_READ),
  LIST_CONFERENCES(CONFERENCES, Effect.READ, CONFERENCES_READ),
  GET_CONFERENCE(CONFERENCES, Effect.READ, CONFERENCES_READ),
  LIST_CONFERENCE_PARTICIPANTS(CONFERENCES, Effect.READ, CONFERENCES_READ),

  CREATE_CONVERSATION(CONVERSATIONS, Effect.CREATE, CONVERSATIONS_WRITE),
  UPDATE_CONVERSATION(CONVERSATIONS, Effect.SET, CONVERSATIONS_WRITE),
  CREATE_CONVERSATION_MESSAGE(CONVERSATIONS, Effect.CREATE, MESSAGES_WRITE),
  UPDATE_CONVERSATION_MESSAGE(CONVERSATIONS, Effect.SET, MESSAGES_WRITE),
  CREATE_CONVERSATION_PARTICIPANT(CONVERSATIONS, Effect.SET, PARTICIPANTS_WRITE),
  UPDATE_CONVERSATION_PARTICIPANT(CONVERSATIONS, Effect.SET, PARTICIPANTS_WRITE, READ_STATE_WRITE),
  UPDATE_CONVERSATION_READ_STATE(CONVERSATIONS, Effect.SET, READ_STATE_WRITE),
  UPDATE_CONVERSATION_BRANCH_SELECTION(BRANCHES, Effect.SET, CONVERSATIONS_WRITE),
  FORK_CONVERSATION(BRANCHES, Effect.CREATE, CONVERSATIONS_WRITE),
  START_HUDDLE(HUDDLES, Effect.SET, CONVERSATIONS_WRITE),
  ADD_CONFERENCE_PARTICIPANT(CONFERENCES, Effect.CREATE, CONFERENCES_WRITE),
  UPDATE_CONFERENCE_PARTICIPANT(CONFERENCES, Effect.SET, CONFERENCES_WRITE),
  ANNOUNCE_TO_CONFERENCE(CONFERENCES, Effect.CREATE, CONFERENCES_WRITE),

  DELETE_CONVERSATION(CONVERSATIONS, Effect.DESTROY, CONVERSATIONS_WRITE),
  DELETE_CONVERSATION_MESSAGE(CONVERSATIONS, Effect.DESTROY, MESSAGES_WRITE),
  DELETE_CONVERSATION_PARTICIPANT(
      CONVERSATIONS, Effect.DESTROY, PARTICIPANTS_WRITE, READ_STATE_WRITE),
  REMOVE_CONFERENCE_PARTICIPANT(CONFERENCES, Effect.DESTROY, CONFERENCES_WRITE),
  END_CONFERENCE(CONFERENCES, Effect.DESTROY, CONFERENCES_WRITE);

  /** What a tool does to the world. */
  enum Effect {
    READ,
    /** Makes something new at each call. */
    CREATE,
    /** Brings something into a state, however often it is called. */
    SET,
    /** Takes something away for good, and is confirmed before. */
    DESTROY
  }

  private static final Map<String, Operation> BY_NAME =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(Operation::toolName, Function.identity()));

  private final String toolName = name().toLowerCase(Locale.ROOT);
  private final Toolset toolset;
  private final Effect effect;
  private final Scope scope;
  private final Scope partly;

  Operation(Toolset toolset, Effect effect, Scope scope) {
    this(toolset, effect, scope, scope);
  }

  /** A tool of which {@code partly} opens what concerns the caller itself. */
  Operation(Toolset toolset, Effect effect, Scope scope, Scope partly) {
    this.toolset = toolset;
    this.effect = effect;
    this.scope = scope;
    this.partly = partly;
  }

  static Optional<Operation> named(String toolName) {
    return Optional.ofNullable(BY_NAME.get(toolName));
  }

  String toolName() {
    return toolName;
  }

  Toolset toolset() {
    return toolset;
  }

  boolean isReadOnly() {
    return effect == Effect.READ;
  }

  ToolAnnotations annotations() {
    return switch (effect) {
      case READ -> new ToolAnnotations(true, false, true, false);
      case CREATE -> new ToolAnnotations(false, false, false, false);
      case SET -> new ToolAnnotations(false, false, true, false);
      case DESTROY -> new ToolAnnotations(false, true, true, false);
    };
  }

  /** The scope that opens all the tool can do. */
  Scope scope() {
    return scope;
  }

  /** The scope that opens what concerns the caller itself; often the same. */
  Scope partly() {
    return partly;
  }

  /** Whether {@code principal} has one of the scopes that open the tool at least in part. */
  boolean isOpenTo(Principal principal) {
    return principal.may(scope) || principal.may(partly);
  }
}
