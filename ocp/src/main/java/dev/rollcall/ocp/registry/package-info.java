/** The registry that knows APIs by name. */
@NullMarked
package dev.rollcall.ocp.registry;

import org.jspecify.annotations.NullMarked;
