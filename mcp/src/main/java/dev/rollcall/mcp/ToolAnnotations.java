package dev.rollcall.mcp;

/**
 * What a tool does to the world, for clients that ask before they call.
 *
 * @param readOnly changes nothing
 * @param destructive takes something away that a further call cannot bring back
 * @param idempotent a second call with the same arguments changes nothing more
 * @param openWorld reaches beyond what the server holds
 */
public record ToolAnnotations(
    boolean readOnly, boolean destructive, boolean idempotent, boolean openWorld) {}
