/**
 * The server's side of the Open Context Protocol: reads who asks for what from the headers of a
 * request, keeps it with what comes of it, and answers with how the roster stands.
 */
@NullMarked
package dev.rollcall.rest.context;

import org.jspecify.annotations.NullMarked;
