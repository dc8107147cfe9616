@NullMarked
package dev.rollcall.sip.message;

import org.jspecify.annotations.NullMarked;
