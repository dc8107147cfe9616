/** The console in a real browser, on a real server, with live telephones. */
@NullMarked
package dev.rollcall.browser;

import org.jspecify.annotations.NullMarked;
