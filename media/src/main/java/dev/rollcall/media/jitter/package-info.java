/** Turns packets that arrive whenever they like into one frame every 20 ms. */
@NullMarked
package dev.rollcall.media.jitter;

import org.jspecify.annotations.NullMarked;
