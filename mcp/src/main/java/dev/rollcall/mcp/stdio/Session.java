package dev.rollcall.mcp.stdio;

import java.util.Optional;

/**
 * What a handshake of the older era has settled.
 *
 * @param id the server's name for it, if it keeps sessions
 * @param revision the one agreed on
 */
record Session(Optional<String> id, String revision) {}
