/** Recorded and generated sound at 8 kHz. */
@NullMarked
package dev.rollcall.media.sound;

import org.jspecify.annotations.NullMarked;
