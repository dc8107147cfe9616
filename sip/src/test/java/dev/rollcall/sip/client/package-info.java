@NullMarked
package dev.rollcall.sip.client;

import org.jspecify.annotations.NullMarked;
