/** A telephone in software: it dials over SIP, speaks a tone, and says what it hears. */
@NullMarked
package dev.rollcall.phone;

import org.jspecify.annotations.NullMarked;
