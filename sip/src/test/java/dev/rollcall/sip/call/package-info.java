@NullMarked
package dev.rollcall.sip.call;

import org.jspecify.annotations.NullMarked;
