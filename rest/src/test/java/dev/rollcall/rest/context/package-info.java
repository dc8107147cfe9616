/** Agents that speak the Open Context Protocol, honest ones and others, at the REST doors. */
@NullMarked
package dev.rollcall.rest.context;

import org.jspecify.annotations.NullMarked;
