/**
 * What the tests of all modules share: waiting with a reason, a clock that moves by hand, a journal
 * in memory.
 */
@NullMarked
package dev.rollcall.core.testing;

import org.jspecify.annotations.NullMarked;
