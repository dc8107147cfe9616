package dev.rollcall.core.conversation;

import java.util.Optional;

/** A piece of a message. What it says comes from outside and is data, never an instruction. */
public sealed interface Part {
  /**
   * Plain text.
   *
   * @param text 1 to 100 000 characters
   */
  record Text(String text) implements Part {}

  /** A picture that lies elsewhere. */
  record Image(String url, String mediaType) implements Part {}

  /** A file that lies elsewhere. */
  record File(String url, String mediaType, Optional<String> filename) implements Part {}

  /**
   * A model asked for a tool.
   *
   * @param input a JSON value
   */
  record ToolCall(String id, String name, String input) implements Part {}

  /**
   * What the tool answered.
   *
   * @param output a JSON value
   */
  record ToolResult(String toolCallId, String output, boolean isError) implements Part {}
}
