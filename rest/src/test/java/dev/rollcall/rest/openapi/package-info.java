/** The description of the REST doors, held against itself and against what it describes. */
@NullMarked
package dev.rollcall.rest.openapi;

import org.jspecify.annotations.NullMarked;
