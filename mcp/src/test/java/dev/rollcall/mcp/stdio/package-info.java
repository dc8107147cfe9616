/** What the stdio bridge promises, tried against a server that says what the test wants. */
@NullMarked
package dev.rollcall.mcp.stdio;

import org.jspecify.annotations.NullMarked;
