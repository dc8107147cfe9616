/**
 * The door at which an app follows what happens: as a stream of server-sent events, or as a list
 * for polling, over the same log that webhooks are made of.
 */
@NullMarked
package dev.rollcall.rest.events;

import org.jspecify.annotations.NullMarked;
