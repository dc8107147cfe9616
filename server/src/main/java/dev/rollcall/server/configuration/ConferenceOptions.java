package dev.rollcall.server.configuration;

/**
 * Conferences.
 *
 * @param maxParticipants participants one conference takes, 2 to 250
 */
public record ConferenceOptions(int maxParticipants) {}
