/** Rollcall's model and rules. Knows nothing of HTTP, SQL, SIP, RTP or JSON. */
@NullMarked
package dev.rollcall.core;

import org.jspecify.annotations.NullMarked;
