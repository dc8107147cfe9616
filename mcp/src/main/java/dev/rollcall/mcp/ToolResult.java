package dev.rollcall.mcp;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What a tool answers.
 *
 * @param content what a model reads; where there is also {@code structured}, it says the same
 * @param structured what a program reads
 * @param isError the tool could not do what was asked; the text says what, why, and what to do
 */
public record ToolResult(List<Content> content, Optional<RenderedJson> structured, boolean isError)
    implements ToolOutcome {
  public ToolResult {
    content = List.copyOf(content);
  }

  /** A value for programs, and the same as text for models. */
  public static ToolResult of(JsonNode value) {
    return of(RenderedJson.of(value));
  }

  /** As {@link #of(JsonNode)}, for a value that may be kept and answered again. */
  public static ToolResult of(RenderedJson value) {
    return new ToolResult(List.of(new Content.Json(value)), Optional.of(value), false);
  }

  public static ToolResult text(String text) {
    return new ToolResult(List.of(new Content.Text(text)), Optional.empty(), false);
  }

  /** A failure that the model can act on. */
  public static ToolResult error(String text) {
    return new ToolResult(List.of(new Content.Text(text)), Optional.empty(), true);
  }
}
