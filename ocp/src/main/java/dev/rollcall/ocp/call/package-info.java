/** Calls of an API's tools: checked, built, sent, answered. */
@NullMarked
package dev.rollcall.ocp.call;

import org.jspecify.annotations.NullMarked;
