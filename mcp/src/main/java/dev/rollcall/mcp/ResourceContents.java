package dev.rollcall.mcp;

/** What a resource holds. */
public sealed interface ResourceContents {
  String uri();

  String mimeType();

  record Text(String uri, String mimeType, String text) implements ResourceContents {}

  /** Bytes, in Base64. */
  record Blob(String uri, String mimeType, String blob) implements ResourceContents {}
}
