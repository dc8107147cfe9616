package dev.rollcall.mcp.tools;

import dev.rollcall.core.access.Principal;

/**
 * Who sent a request, and which tools the request wants to see.
 *
 * @param selection tightens what {@code principal} may do, never widens it
 */
public record Visitor(Principal principal, Selection selection) {}
