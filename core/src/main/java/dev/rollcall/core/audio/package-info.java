/** What the rules say about who hears whom, in words that the audio side carries out. */
@NullMarked
package dev.rollcall.core.audio;

import org.jspecify.annotations.NullMarked;
