/**
 * What core and signalling ask of each other: calls that come in, calls that we make, their ends.
 */
@NullMarked
package dev.rollcall.core.signalling;

import org.jspecify.annotations.NullMarked;
