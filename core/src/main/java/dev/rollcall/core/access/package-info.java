/** What a caller may do, and the tokens that prove it. */
@NullMarked
package dev.rollcall.core.access;

import org.jspecify.annotations.NullMarked;
