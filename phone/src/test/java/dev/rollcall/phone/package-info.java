/**
 * Tests of the telephone's own instruments; the telephone itself is tested by calling the server
 * with it.
 */
@NullMarked
package dev.rollcall.phone;

import org.jspecify.annotations.NullMarked;
