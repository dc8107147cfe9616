/** Finds the official conformance suite and clients, for the tests of other modules too. */
@NullMarked
package dev.rollcall.mcp.conformance.testing;

import org.jspecify.annotations.NullMarked;
