/** An agent of the Open Context Protocol: registers APIs, finds their tools and calls them. */
@NullMarked
package dev.rollcall.ocp;

import org.jspecify.annotations.NullMarked;
