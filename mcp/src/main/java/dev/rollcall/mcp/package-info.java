/**
 * A server of the Model Context Protocol, revisions 2026-07-28, 2025-11-25, 2025-06-18 and
 * 2025-03-26 on one endpoint. Knows nothing of what is served: that is an {@link
 * dev.rollcall.mcp.Application}.
 */
@NullMarked
package dev.rollcall.mcp;

import org.jspecify.annotations.NullMarked;
