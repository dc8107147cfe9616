package dev.rollcall.ocp.discovery;

import java.util.Map;

/** Describes tools to people and language models. */
public final class ToolDocumentation {
  private ToolDocumentation() {}

  /**
   * {@code tool} in Markdown: its name, method, path and description, a line for each parameter
   * such as {@code - **PageSize** (optional) [query]: How many to return.}, and its tags. Letter by
   * letter what the stock libraries of the Open Context Protocol print.
   */
  public static String of(Tool tool) {
    StringBuilder text = new StringBuilder();
    text.append("## ").append(tool.name()).append('\n');
    text.append("**Method:** ").append(tool.method()).append('\n');
    text.append("**Path:** ").append(tool.path()).append('\n');
    text.append("**Description:** ").append(tool.description()).append('\n');
    if (!tool.parameters().isEmpty()) {
      text.append("\n### Parameters:\n");
      for (Map.Entry<String, ToolParameter> entry : tool.parameters().entrySet()) {
        ToolParameter parameter = entry.getValue();
        text.append("- **").append(entry.getKey()).append("**");
        text.append(parameter.required() ? " (required)" : " (optional)");
        text.append(" [").append(parameter.location()).append("]: ");
        text.append(parameter.description()).append('\n');
      }
    }
    if (!tool.tags().isEmpty()) {
      text.append("\n**Tags:** ").append(String.join(", ", tool.tags())).append('\n');
    }
    return text.toString();
  }
}
