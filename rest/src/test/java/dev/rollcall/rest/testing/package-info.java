/** What other modules' tests need to hold answers of the REST API against its contract. */
@NullMarked
package dev.rollcall.rest.testing;

import org.jspecify.annotations.NullMarked;
