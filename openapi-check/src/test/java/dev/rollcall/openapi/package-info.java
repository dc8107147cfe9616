/** A running server, asked for everything that it says it serves. */
@NullMarked
package dev.rollcall.openapi;

import org.jspecify.annotations.NullMarked;
