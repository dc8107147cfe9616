/** What holds for every file of every module. */
@NullMarked
package dev.rollcall.server.conventions;

import org.jspecify.annotations.NullMarked;
