package dev.rollcall.core.access;

import dev.rollcall.core.journal.Change;

/** A token as it is to be from now on. */
public record TokenChange(ApiToken token) implements Change {}
