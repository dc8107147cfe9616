package dev.rollcall.mcp.tools;

import dev.rollcall.core.conversation.Conversations;
import dev.rollcall.core.conversation.Huddles;
import dev.rollcall.core.roster.Roster;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** All tools there are. */
final class Toolbox {
  private Toolbox() {}

  /** One tool for each {@link Operation}, in its order. */
  static List<OfferedTool> tools(
      Conversations conversations, Huddles huddles, Roster roster, Cursors cursors) {
    return Stream.of(
            new ConversationTools(conversations, cursors).tools(),
            new MessageTools(conversations, cursors).tools(),
            new ParticipantTools(conversations, cursors).tools(),
            new ReadStateTools(conversations).tools(),
            new BranchTools(conversations, cursors).tools(),
            new HuddleTools(huddles, roster).tools(),
            new ConferenceTools(roster, cursors).tools(),
            new ConferenceParticipantTools(roster, cursors).tools())
        .flatMap(List::stream)
        .sorted(Comparator.comparing(OfferedTool::operation))
        .toList();
  }
}
