/**
 * Session descriptions (RFC 8866) and the offer/answer model for one audio stream (RFC 3264). Pure
 * values and functions: nothing here opens a socket or resolves a name.
 */
@NullMarked
package dev.rollcall.sip.sdp;

import org.jspecify.annotations.NullMarked;
