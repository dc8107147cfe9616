/** Keyset paging: pages that neither skip nor repeat a record while others come and go. */
@NullMarked
package dev.rollcall.core.paging;

import org.jspecify.annotations.NullMarked;
