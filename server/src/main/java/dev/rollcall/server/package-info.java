/** How the parts are joined to one server, and what it runs. */
@NullMarked
package dev.rollcall.server;

import org.jspecify.annotations.NullMarked;
