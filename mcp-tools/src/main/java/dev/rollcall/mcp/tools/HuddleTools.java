package dev.rollcall.mcp.tools;

import static dev.rollcall.mcp.tools.OfferedTool.answer;

import dev.rollcall.core.access.Principal;
import dev.rollcall.core.conversation.ConversationId;
import dev.rollcall.core.conversation.Huddle;
import dev.rollcall.core.conversation.HuddleView;
import dev.rollcall.core.conversation.Huddles;
import dev.rollcall.core.roster.Roster;
import dev.rollcall.mcp.Invocation;
import dev.rollcall.mcp.ToolOutcome;
import java.util.List;
import java.util.Optional;

/** The tools for the call that belongs to a conversation. */
final class HuddleTools {
  private final Huddles huddles;
  private final Roster roster;

  HuddleTools(Huddles huddles, Roster roster) {
    this.huddles = huddles;
    this.roster = roster;
  }

  List<OfferedTool> tools() {
    return List.of(
        OfferedTool.of(
            Operation.GET_HUDDLE,
            "Get huddle",
            "The conversation's open voice call and who is in it; huddle is null if none is open.",
            Schemas.ofConversation().build(),
            this::get),
        OfferedTool.of(
            Operation.START_HUDDLE,
            "Start huddle",
            "Opens a voice call for the conversation, or gives the open one; needs the role"
                + " member. Phones join by dialling its room.",
            Schemas.ofConversation().build(),
            this::start));
  }

  private ToolOutcome get(Arguments arguments, Invocation<Visitor> invocation) {
    ConversationId conversation = arguments.conversation();
    Optional<HuddleView> view =
        huddles.current(invocation.caller().principal(), conversation, roster);
    return answer(json -> HuddleJson.write(json, conversation, view));
  }

  private ToolOutcome start(Arguments arguments, Invocation<Visitor> invocation) {
    Principal caller = invocation.caller().principal();
    ConversationId conversation = arguments.conversation();
    Huddle started = huddles.start(caller, conversation);
    HuddleView view =
        huddles
            .current(caller, conversation, roster)
            .orElseGet(() -> new HuddleView(started, List.of()));
    return answer(json -> HuddleJson.write(json, conversation, Optional.of(view)));
  }
}
