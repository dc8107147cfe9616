/** Addresses on the web that callers give: what is asked for there and how. */
@NullMarked
package dev.rollcall.core.web;

import org.jspecify.annotations.NullMarked;
