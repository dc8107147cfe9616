/**
 * What callers send, held against JSON Schemas; and what is told to those whose values do not fit.
 */
@NullMarked
package dev.rollcall.mcp.schema;

import org.jspecify.annotations.NullMarked;
