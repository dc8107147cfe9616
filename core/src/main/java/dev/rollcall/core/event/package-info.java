/** What happened, told in order after it can be seen. */
@NullMarked
package dev.rollcall.core.event;

import org.jspecify.annotations.NullMarked;
