/** What is kept of the APIs that an administrator added to the registry. */
@NullMarked
package dev.rollcall.core.catalogue;

import org.jspecify.annotations.NullMarked;
