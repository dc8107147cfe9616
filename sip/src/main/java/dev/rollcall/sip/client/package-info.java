/** The calls of a telephone in software, on the same transports, transactions and dialogs. */
@NullMarked
package dev.rollcall.sip.client;

import org.jspecify.annotations.NullMarked;
