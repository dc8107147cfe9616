/**
 * The HTTP server that the doors share: requests and responses as plain values, handlers as plain
 * blocking code, and the limits that keep a hostile client from harming the others.
 */
@NullMarked
package dev.rollcall.http;

import org.jspecify.annotations.NullMarked;
