package dev.rollcall.core.conversation;

import java.util.List;

/**
 * The messages of a conversation with their parents, oldest first.
 *
 * @param messages deleted ones too, without parts, since others may answer them
 * @param truncated whether there are more than were asked for
 */
public record MessageTree(List<Message> messages, boolean truncated) {
  public MessageTree {
    messages = List.copyOf(messages);
  }
}
