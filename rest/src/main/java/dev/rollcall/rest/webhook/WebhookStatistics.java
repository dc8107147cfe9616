package dev.rollcall.rest.webhook;

/**
 * Counts of messages, for metrics.
 *
 * @param pending how many wait now, those under way included
 * @param attempts how many attempts were made since the start
 * @param delivered how many were delivered since the start
 * @param failed how many were given up since the start
 */
public record WebhookStatistics(long pending, long attempts, long delivered, long failed) {}
