package dev.rollcall.server.configuration;

import java.net.URI;
import java.util.Optional;

/**
 * An authorization server.
 *
 * @param jwksUrl where its keys are; found through its metadata if empty
 * @param userClaim the claim that names the user
 * @param createUsers whether users seen for the first time are made
 */
public record OAuthOptions(
    URI issuer, Optional<URI> jwksUrl, String userClaim, boolean createUsers) {}
