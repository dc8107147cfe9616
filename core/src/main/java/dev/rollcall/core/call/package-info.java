/** Calls: one signalling relation with one phone, from its first ring to its end. */
@NullMarked
package dev.rollcall.core.call;

import org.jspecify.annotations.NullMarked;
