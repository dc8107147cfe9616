/** What happened, kept to be told: the log of events, and the messages that carry them to apps. */
@NullMarked
package dev.rollcall.core.delivery;

import org.jspecify.annotations.NullMarked;
