@NullMarked
package dev.rollcall.rest.door;

import org.jspecify.annotations.NullMarked;
