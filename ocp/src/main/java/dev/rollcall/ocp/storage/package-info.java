/** What an agent keeps on disk, shared with the stock libraries: APIs and sessions. */
@NullMarked
package dev.rollcall.ocp.storage;

import org.jspecify.annotations.NullMarked;
