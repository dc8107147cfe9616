@NullMarked
package dev.rollcall.rest.twiml;

import org.jspecify.annotations.NullMarked;
