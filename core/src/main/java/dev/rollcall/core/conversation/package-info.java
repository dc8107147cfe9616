/** Conversations: who is in them, what was said, how far each has read. */
@NullMarked
package dev.rollcall.core.conversation;

import org.jspecify.annotations.NullMarked;
