package dev.rollcall.mcp;

import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * A tool as callers see it. The schemas are not to be changed once they are here.
 *
 * @param name 1 to 128 characters of {@code A-Za-z0-9_.-}
 * @param inputSchema a JSON Schema of an object, in the dialect its {@code $schema} names, 2020-12
 *     without one
 * @param outputSchema what {@code structuredContent} conforms to in every result that is no error
 */
public record ToolDefinition(
    String name,
    String title,
    String description,
    ObjectNode inputSchema,
    Optional<ObjectNode> outputSchema,
    ToolAnnotations annotations) {}
