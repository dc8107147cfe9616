/** Digest authentication, as SIP uses it (RFC 8760, RFC 7616, RFC 2617). */
@NullMarked
package dev.rollcall.sip.digest;

import org.jspecify.annotations.NullMarked;
