@NullMarked
package dev.rollcall.media.sound;

import org.jspecify.annotations.NullMarked;
