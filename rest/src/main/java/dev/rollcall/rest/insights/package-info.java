/** The door that speaks as Twilio's Conference Insights do: what became of conferences. */
@NullMarked
package dev.rollcall.rest.insights;

import org.jspecify.annotations.NullMarked;
