/** Conferences and their participants: the live roster, its rules and its history. */
@NullMarked
package dev.rollcall.core.conference;

import org.jspecify.annotations.NullMarked;
