package dev.rollcall.mcp.tools;

import dev.rollcall.core.web.WebMethod;
import dev.rollcall.core.web.WebTarget;
import tools.jackson.databind.node.ObjectNode;

/** Addresses of sound that a caller gives. They are asked by GET. */
final class WebTargets {
  private static final int LONGEST = 2_048;

  private WebTargets() {}

  static ObjectNode schema() {
    return Schemas.text(LONGEST).put("format", "uri");
  }

  static WebTarget of(String argument, String text) {
    return WebTarget.parse(text, WebMethod.GET)
        .orElseThrow(
            () ->
                new ToolError(
                    "The argument '"
                        + argument
                        + "' must be an absolute address, http or https, with a host."));
  }
}
