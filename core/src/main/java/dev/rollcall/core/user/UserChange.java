package dev.rollcall.core.user;

import dev.rollcall.core.journal.Change;

/** A user as it is to be from now on. */
public record UserChange(User user) implements Change {}
