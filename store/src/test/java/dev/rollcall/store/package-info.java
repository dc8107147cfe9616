/** Tests of the store against real SQLite files. */
@NullMarked
package dev.rollcall.store;

import org.jspecify.annotations.NullMarked;
