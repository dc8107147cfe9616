/** Finds the tools that an API offers in its OpenAPI description. */
@NullMarked
package dev.rollcall.ocp.discovery;

import org.jspecify.annotations.NullMarked;
