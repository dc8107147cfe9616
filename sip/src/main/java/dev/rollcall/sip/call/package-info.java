/** Calls from outside: from the INVITE of a phone to its place in a conference, and back out. */
@NullMarked
package dev.rollcall.sip.call;

import org.jspecify.annotations.NullMarked;
