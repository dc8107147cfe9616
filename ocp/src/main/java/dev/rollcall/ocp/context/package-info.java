/** What an agent tells the APIs that it calls: its context, and the headers that carry it. */
@NullMarked
package dev.rollcall.ocp.context;

import org.jspecify.annotations.NullMarked;
