package dev.rollcall.core.conversation;

/**
 * What became of a caller's wish to mark messages as read.
 *
 * @param moved whether the marker stands further on than before
 * @param state how far the caller has read now
 */
public record MarkedRead(boolean moved, ReadState state) {}
