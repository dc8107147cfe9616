@NullMarked
package dev.rollcall.sip.sdp;

import org.jspecify.annotations.NullMarked;
