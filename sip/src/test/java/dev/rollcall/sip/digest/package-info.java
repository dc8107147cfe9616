@NullMarked
package dev.rollcall.sip.digest;

import org.jspecify.annotations.NullMarked;
