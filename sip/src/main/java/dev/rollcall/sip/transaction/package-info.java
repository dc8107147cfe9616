/** SIP transactions (RFC 3261 §17): retransmission, matching, and the order of one call's work. */
@NullMarked
package dev.rollcall.sip.transaction;

import org.jspecify.annotations.NullMarked;
