@NullMarked
package dev.rollcall.rest.quality;

import org.jspecify.annotations.NullMarked;
