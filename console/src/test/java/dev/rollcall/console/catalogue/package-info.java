@NullMarked
package dev.rollcall.console.catalogue;

import org.jspecify.annotations.NullMarked;
