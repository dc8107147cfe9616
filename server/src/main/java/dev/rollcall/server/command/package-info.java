/** The command line: starting the server, and asking a running one who is in its conferences. */
@NullMarked
package dev.rollcall.server.command;

import org.jspecify.annotations.NullMarked;
