package dev.rollcall.core.conversation;

import java.time.Instant;

/**
 * How far a member has read: up to and including one message.
 *
 * @param message the newest message that is left of what was read
 * @param sequence of the message that was marked; stays when that message is deleted
 */
public record ReadMarker(MessageId message, long sequence, Instant at) {}
