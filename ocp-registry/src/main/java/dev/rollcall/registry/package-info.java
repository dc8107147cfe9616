/**
 * The registry of the Open Context Protocol: where agents find APIs and their tools, and pages of
 * the same for people.
 */
@NullMarked
package dev.rollcall.registry;

import org.jspecify.annotations.NullMarked;
