/**
 * What the doors of an account have in common: who is let in, how errors are told, what is logged.
 */
@NullMarked
package dev.rollcall.rest.door;

import org.jspecify.annotations.NullMarked;
