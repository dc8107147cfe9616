package dev.rollcall.pages;

/**
 * A tool as lists show it.
 *
 * @param note what stands beside its name in a word, such as the method of HTTP; may be empty
 * @param address its page, which is there as Markdown too, with {@code .md} behind it
 */
public record ToolLink(String name, String note, String address, String description) {}
