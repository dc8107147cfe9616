/** What the HTTP server promises, tried with raw sockets. */
@NullMarked
package dev.rollcall.http;

import org.jspecify.annotations.NullMarked;
