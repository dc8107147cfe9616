@NullMarked
package dev.rollcall.rest.webhook;

import org.jspecify.annotations.NullMarked;
