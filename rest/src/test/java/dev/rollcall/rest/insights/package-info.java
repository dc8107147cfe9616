@NullMarked
package dev.rollcall.rest.insights;

import org.jspecify.annotations.NullMarked;
