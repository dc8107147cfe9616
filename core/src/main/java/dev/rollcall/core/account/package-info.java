/** Who owns the data, and how an owner shows who it is. */
@NullMarked
package dev.rollcall.core.account;

import org.jspecify.annotations.NullMarked;
