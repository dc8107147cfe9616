/** How the audio of a conference's participants arrives. */
@NullMarked
package dev.rollcall.rest.quality;

import org.jspecify.annotations.NullMarked;
