/** TwiML: the documents in which an app says what is to be played. */
@NullMarked
package dev.rollcall.rest.twiml;

import org.jspecify.annotations.NullMarked;
