package dev.rollcall.mcp;

/** A piece of what a model reads. */
public sealed interface Content {
  record Text(String text) implements Content {}

  /** A text that is a JSON value. */
  record Json(RenderedJson value) implements Content {}

  /** In Base64. */
  record Image(String data, String mimeType) implements Content {}

  /** In Base64. */
  record Audio(String data, String mimeType) implements Content {}

  record Embedded(ResourceContents resource) implements Content {}

  record Link(ResourceDescription resource) implements Content {}
}
