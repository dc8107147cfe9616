/** Calls to outside: a user agent client on the same transports, transactions and dialogs. */
@NullMarked
package dev.rollcall.sip.client;

import org.jspecify.annotations.NullMarked;
