@NullMarked
package dev.rollcall.ocp.discovery;

import org.jspecify.annotations.NullMarked;
