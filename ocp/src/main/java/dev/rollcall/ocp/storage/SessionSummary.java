package dev.rollcall.ocp.storage;

import java.util.Optional;

/**
 * A kept session in short.
 *
 * @param createdAt as its file says
 * @param lastUpdated as its file says
 */
public record SessionSummary(
    String id,
    String contextId,
    String agentType,
    Optional<String> user,
    Optional<String> workspace,
    String createdAt,
    String lastUpdated,
    int interactionCount) {}
