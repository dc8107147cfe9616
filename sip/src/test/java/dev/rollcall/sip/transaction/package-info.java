@NullMarked
package dev.rollcall.sip.transaction;

import org.jspecify.annotations.NullMarked;
