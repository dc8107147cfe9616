/** What the owner of a server may decide, read once at the start from file and environment. */
@NullMarked
package dev.rollcall.server.configuration;

import org.jspecify.annotations.NullMarked;
