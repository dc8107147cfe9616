package dev.rollcall.sip.client;

import java.util.Optional;

/**
 * The other side hung up.
 *
 * @param reason its Reason header, if it gave one
 */
public record RemoteEnd(Optional<String> reason) {}
