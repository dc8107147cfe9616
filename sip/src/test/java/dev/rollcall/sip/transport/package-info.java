@NullMarked
package dev.rollcall.sip.transport;

import org.jspecify.annotations.NullMarked;
