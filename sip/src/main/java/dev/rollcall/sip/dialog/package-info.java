/** SIP dialogs (RFC 3261 §12) and the reliable delivery of an answer (§13.3.1.4). */
@NullMarked
package dev.rollcall.sip.dialog;

import org.jspecify.annotations.NullMarked;
