@NullMarked
package dev.rollcall.rest.events;

import org.jspecify.annotations.NullMarked;
