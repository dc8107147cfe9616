/**
 * SIP messages as values: parsing, reading, deriving and writing them (RFC 3261 sections 7, 18.3,
 * 19, 20 and 25). Nothing here opens a socket or keeps state between messages, except the stream
 * framer.
 */
@NullMarked
package dev.rollcall.sip.message;

import org.jspecify.annotations.NullMarked;
