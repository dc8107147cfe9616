/**
 * Webhooks: events become messages, which are kept, signed as Twilio signs them, and sent in order
 * until they arrive.
 */
@NullMarked
package dev.rollcall.rest.webhook;

import org.jspecify.annotations.NullMarked;
