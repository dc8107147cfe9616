/**
 * The server's calls: those from outside, from the INVITE of a phone to its place in a conference,
 * those that it makes, and what both are once they are answered.
 */
@NullMarked
package dev.rollcall.sip.call;

import org.jspecify.annotations.NullMarked;
