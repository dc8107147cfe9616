package dev.rollcall.server.configuration;

/**
 * The Twilio-compatible API.
 *
 * @param strict whether it answers exactly as Twilio does, without extensions
 */
public record RestOptions(boolean strict) {}
