@NullMarked
package dev.rollcall.registry;

import org.jspecify.annotations.NullMarked;
