/** The ports to what outlives the process: the journal of changes and the history read from it. */
@NullMarked
package dev.rollcall.core.journal;

import org.jspecify.annotations.NullMarked;
