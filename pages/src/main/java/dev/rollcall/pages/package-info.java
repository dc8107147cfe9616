/**
 * What pages that the server writes are made of: templates for HTML and Markdown, the frame around
 * them, JSON Schemas as tables, and answers that clients keep. Knows nothing of what they say.
 */
@NullMarked
package dev.rollcall.pages;

import org.jspecify.annotations.NullMarked;
