/**
 * The typed names of things: two letters and 32 hexadecimal digits that sort by time of creation.
 */
@NullMarked
package dev.rollcall.core.identity;

import org.jspecify.annotations.NullMarked;
