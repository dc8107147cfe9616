package dev.rollcall.ocp;

import java.util.List;

/** No registered API has a tool of a name. */
public final class ToolNotFoundException extends OcpException {
  private static final long serialVersionUID = 1L;

  private final String tool;
  private final List<String> available;

  ToolNotFoundException(String tool, List<String> available) {
    super("Tool '%s' not found. Available tools: %s".formatted(tool, String.join(", ", available)));
    this.tool = tool;
    this.available = List.copyOf(available);
  }

  /** The name asked for. */
  public String tool() {
    return tool;
  }

  /** The names there are. */
  public List<String> available() {
    return available;
  }
}
