@NullMarked
package dev.rollcall.rest.deliveries;

import org.jspecify.annotations.NullMarked;
