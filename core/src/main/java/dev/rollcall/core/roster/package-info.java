/**
 * The live roster: the one owner of each conference, what doors ask of it and what signalling tells
 * it.
 */
@NullMarked
package dev.rollcall.core.roster;

import org.jspecify.annotations.NullMarked;
