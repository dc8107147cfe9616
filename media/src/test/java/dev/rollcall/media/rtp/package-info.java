@NullMarked
package dev.rollcall.media.rtp;

import org.jspecify.annotations.NullMarked;
