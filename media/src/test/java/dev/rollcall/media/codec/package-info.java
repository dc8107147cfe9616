@NullMarked
package dev.rollcall.media.codec;

import org.jspecify.annotations.NullMarked;
