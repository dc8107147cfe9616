package dev.rollcall.mcp;

/**
 * A program as it names itself.
 *
 * @param name for programs
 * @param title for people
 */
public record Implementation(String name, String title, String version) {}
