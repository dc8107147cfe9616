/** SIP messages over UDP and TCP (RFC 3261 §18): in, out, and counted when dropped. */
@NullMarked
package dev.rollcall.sip.transport;

import org.jspecify.annotations.NullMarked;
