/** Where the secret of the server's account comes from and how it is kept. */
@NullMarked
package dev.rollcall.server.account;

import org.jspecify.annotations.NullMarked;
