/** How log events become lines on standard error. */
@NullMarked
package dev.rollcall.server.log;

import org.jspecify.annotations.NullMarked;
