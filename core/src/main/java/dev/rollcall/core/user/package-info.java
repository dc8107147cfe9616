/**
 * Who can take part: people, agents and bots that the server knows, and phones that it does not.
 */
@NullMarked
package dev.rollcall.core.user;

import org.jspecify.annotations.NullMarked;
