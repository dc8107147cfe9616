package dev.rollcall.core.call;

import java.util.Optional;

/**
 * Who calls whom.
 *
 * @param from the caller's address as its phone gave it: a SIP URI or a telephone number
 * @param to the called address
 * @param name the caller's display name, if its phone gave one
 */
public record Parties(String from, String to, Optional<String> name) {}
