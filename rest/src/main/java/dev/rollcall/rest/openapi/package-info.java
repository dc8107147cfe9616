/** The description of everything that is served over REST, for programs to read. */
@NullMarked
package dev.rollcall.rest.openapi;

import org.jspecify.annotations.NullMarked;
