@NullMarked
package dev.rollcall.rest.server;

import org.jspecify.annotations.NullMarked;
