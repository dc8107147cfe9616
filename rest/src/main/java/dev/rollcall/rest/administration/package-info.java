/** The API through which an account manages its users and their API tokens. */
@NullMarked
package dev.rollcall.rest.administration;

import org.jspecify.annotations.NullMarked;
