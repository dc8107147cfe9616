/** HTTP requests of ours to addresses that callers gave us: guarded, limited and never trusted. */
@NullMarked
package dev.rollcall.http.client;

import org.jspecify.annotations.NullMarked;
