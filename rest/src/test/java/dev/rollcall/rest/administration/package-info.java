/** The administration API over a real server, asked with raw HTTP. */
@NullMarked
package dev.rollcall.rest.administration;

import org.jspecify.annotations.NullMarked;
