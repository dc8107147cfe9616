package dev.rollcall.server.configuration;

/**
 * The HTTP listener.
 *
 * @param host address or name to listen at
 * @param port TCP port; 0 means any free one
 * @param maxBodyBytes largest request body, in bytes
 * @param maxConcurrentRequests requests worked on at the same moment
 */
public record HttpOptions(String host, int port, int maxBodyBytes, int maxConcurrentRequests) {}
