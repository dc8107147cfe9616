@NullMarked
package dev.rollcall.media.jitter;

import org.jspecify.annotations.NullMarked;
