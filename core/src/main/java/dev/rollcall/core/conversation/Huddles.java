package dev.rollcall.core.conversation;

import dev.rollcall.core.access.Principal;
import dev.rollcall.core.event.ConferenceEvent;
import dev.rollcall.core.event.EventSink;
import dev.rollcall.core.roster.Roster;
import java.util.Optional;

/**
 * Conferences that belong to conversations. Listens to what happens in conferences and writes what
 * concerns a conversation into its events.
 */
public final class Huddles implements EventSink, AutoCloseable {
  public Huddles(ConversationPorts ports, Conversations conversations) {
    dev.rollcall.core.Unbuilt.done();
  }

  /**
   * Opens a conference for a conversation; the one that is open already if there is one.
   *
   * @return whom phones may join from now on by dialling its room
   */
  public Huddle start(Principal caller, ConversationId conversation) {
    return dev.rollcall.core.Unbuilt.yet();
  }

  /** The open huddle and who is in it; empty if there is none. */
  public Optional<HuddleView> current(
      Principal caller, ConversationId conversation, Roster roster) {
    return dev.rollcall.core.Unbuilt.yet();
  }

  @Override
  public void accept(ConferenceEvent event) {
    dev.rollcall.core.Unbuilt.done();
  }

  @Override
  public void close() {
    dev.rollcall.core.Unbuilt.done();
  }
}
