@NullMarked
package dev.rollcall.media;

import org.jspecify.annotations.NullMarked;
