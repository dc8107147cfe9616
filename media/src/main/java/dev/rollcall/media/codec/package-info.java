/** How audio samples become RTP payload and back. */
@NullMarked
package dev.rollcall.media.codec;

import org.jspecify.annotations.NullMarked;
