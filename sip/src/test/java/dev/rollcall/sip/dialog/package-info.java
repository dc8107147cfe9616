@NullMarked
package dev.rollcall.sip.dialog;

import org.jspecify.annotations.NullMarked;
