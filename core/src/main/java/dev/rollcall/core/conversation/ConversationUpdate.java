package dev.rollcall.core.conversation;

import java.util.Optional;

/**
 * What is to change of a conversation; what is empty stays.
 *
 * @param title an empty text takes it away
 * @param summary an empty text takes it away
 * @param status {@code ACTIVE} or {@code ARCHIVED}
 */
public record ConversationUpdate(
    Optional<String> title, Optional<String> summary, Optional<ConversationStatus> status) {}
