package dev.rollcall.core.conversation;

import java.util.Optional;

/**
 * How far the caller has read.
 *
 * @param lastRead the newest message left of what was read; empty if nothing was
 * @param unread messages after that, neither deleted nor the caller's own
 */
public record ReadState(ConversationId conversation, Optional<MessageId> lastRead, long unread) {}
