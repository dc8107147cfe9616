/**
 * Load drivers: what the server costs under calls and requests, as ratios against a limit in the
 * same run.
 */
@NullMarked
package dev.rollcall.bench;

import org.jspecify.annotations.NullMarked;
