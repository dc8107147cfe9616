/** What conferences and their participants are, live or over: records without rules. */
@NullMarked
package dev.rollcall.core.conference;

import org.jspecify.annotations.NullMarked;
