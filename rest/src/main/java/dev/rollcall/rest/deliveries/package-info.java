/** The door at which an app reads what became of the messages that were to tell it of events. */
@NullMarked
package dev.rollcall.rest.deliveries;

import org.jspecify.annotations.NullMarked;
