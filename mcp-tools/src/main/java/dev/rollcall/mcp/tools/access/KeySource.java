package dev.rollcall.mcp.tools.access;

import com.nimbusds.jose.jwk.JWKSet;

/** Where an authorization server's public keys come from. */
@FunctionalInterface
interface KeySource {
  /**
   * The keys as they are now. May block.
   *
   * @throws KeysUnavailableException if they cannot be had
   */
  JWKSet fetch() throws KeysUnavailableException;
}
