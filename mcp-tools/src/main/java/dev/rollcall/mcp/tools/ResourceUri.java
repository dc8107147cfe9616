package dev.rollcall.mcp.tools;

import dev.rollcall.core.conversation.ConversationId;
import dev.rollcall.core.identity.ConferenceSid;
import java.util.Optional;

/** What a resource's URI names. */
sealed interface ResourceUri {
  String CONVERSATION = "conversation://";
  String CONFERENCE = "conference://";
  String PARTICIPANTS = "/participants";
  String MESSAGES = "/messages";

  record OfConversation(ConversationId conversation) implements ResourceUri {}

  record OfMembers(ConversationId conversation) implements ResourceUri {}

  record OfMessages(ConversationId conversation) implements ResourceUri {}

  record OfConference(ConferenceSid conference) implements ResourceUri {}

  /** Reads what {@link #text} writes; empty if {@code uri} is nothing of ours. */
  static Optional<ResourceUri> parse(String uri) {
    if (uri.startsWith(CONFERENCE) && uri.endsWith(PARTICIPANTS)) {
      return middle(uri, CONFERENCE, PARTICIPANTS)
          .flatMap(ConferenceSid::parse)
          .map(OfConference::new);
    }
    if (!uri.startsWith(CONVERSATION)) {
      return Optional.empty();
    }
    if (uri.endsWith(PARTICIPANTS)) {
      return middle(uri, CONVERSATION, PARTICIPANTS)
          .flatMap(ConversationId::parse)
          .map(OfMembers::new);
    }
    if (uri.endsWith(MESSAGES)) {
      return middle(uri, CONVERSATION, MESSAGES)
          .flatMap(ConversationId::parse)
          .map(OfMessages::new);
    }
    return middle(uri, CONVERSATION, "").flatMap(ConversationId::parse).map(OfConversation::new);
  }

  /** As notifications name it. */
  default String text() {
    return switch (this) {
      case OfConversation(ConversationId id) -> CONVERSATION + id.text();
      case OfMembers(ConversationId id) -> CONVERSATION + id.text() + PARTICIPANTS;
      case OfMessages(ConversationId id) -> CONVERSATION + id.text() + MESSAGES;
      case OfConference(ConferenceSid sid) -> CONFERENCE + sid.text() + PARTICIPANTS;
    };
  }

  private static Optional<String> middle(String uri, String start, String end) {
    return uri.length() < start.length() + end.length()
        ? Optional.empty()
        : Optional.of(uri.substring(start.length(), uri.length() - end.length()));
  }
}
