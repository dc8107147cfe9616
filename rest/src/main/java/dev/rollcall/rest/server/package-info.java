/** The door at which whoever runs a server reads how it does and what it leaves open. */
@NullMarked
package dev.rollcall.rest.server;

import org.jspecify.annotations.NullMarked;
