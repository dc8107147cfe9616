/**
 * Tests of the whole server: real phones, the official SDK, SIPp, and the program in a process of
 * its own.
 */
@NullMarked
package dev.rollcall.server;

import org.jspecify.annotations.NullMarked;
