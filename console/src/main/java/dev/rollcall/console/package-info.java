/**
 * The console: pages on which people see who is there and act on it, and how a browser signs in.
 *
 * <p>It has no rules of its own. What its pages ask and change goes through the doors that other
 * clients use, for the account that the session is of.
 */
@NullMarked
package dev.rollcall.console;

import org.jspecify.annotations.NullMarked;
