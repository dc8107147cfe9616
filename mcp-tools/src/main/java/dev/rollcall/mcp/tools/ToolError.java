package dev.rollcall.mcp.tools;

/** A tool cannot do what it was asked. The text says what failed, why, and what to do. */
final class ToolError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String text;

  ToolError(String text) {
    super(text, null, false, false);
    this.text = text;
  }

  String text() {
    return text;
  }
}
