/** Sound that is recorded, streamed or computed, brought to 8 kHz. */
@NullMarked
package dev.rollcall.media.sound;

import org.jspecify.annotations.NullMarked;
