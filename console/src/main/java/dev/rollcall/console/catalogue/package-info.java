/**
 * The pages of the tools that agents call over MCP, and the lists of all tools: written by the
 * server from what agents get, readable without scripts, as HTML and as Markdown.
 */
@NullMarked
package dev.rollcall.console.catalogue;

import org.jspecify.annotations.NullMarked;
