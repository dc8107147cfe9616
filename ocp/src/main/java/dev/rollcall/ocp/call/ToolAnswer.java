package dev.rollcall.ocp.call;

import dev.rollcall.ocp.OcpException;
import dev.rollcall.ocp.context.AgentContext;
import dev.rollcall.ocp.context.ContextHeaders;
import java.net.http.HttpHeaders;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What an API answered. An answer of 4xx or 5xx is an answer too: {@link #ok()} tells whether the
 * call did what it was to do.
 */
public final class ToolAnswer {
  private final HttpAnswer answer;
  private final String text;

  public ToolAnswer(HttpAnswer answer) {
    this.answer = answer;
    text = answer.text();
  }

  /** The HTTP status. */
  public int status() {
    return answer.status();
  }

  /** Whether the status is 2xx. */
  public boolean ok() {
    return answer.ok();
  }

  public HttpHeaders headers() {
    return answer.headers();
  }

  /** The first header of a name, whatever its case. */
  public Optional<String> header(String name) {
    return answer.header(name);
  }

  /** The body, unpacked; empty if there is none. */
  public String text() {
    return text;
  }

  /**
   * The body as JSON.
   *
   * @throws OcpException if it is none
   */
  public JsonNode json() {
    try {
      JsonNode json = JsonMapper.shared().readTree(text);
      if (!json.isMissingNode()) {
        return json;
      }
    } catch (JacksonException noJson) {
      throw new OcpException(
          "The answer (%d, %s) is no JSON; text() has it as it is."
              .formatted(status(), header("Content-Type").orElse("no content type")),
          noJson);
    }
    throw new OcpException("The answer (%d) has no body to read as JSON.".formatted(status()));
  }

  /** The context that the API sent back, if it did. */
  public Optional<AgentContext> context() {
    return ContextHeaders.standard().decode(this::header);
  }

  /** Its status and size: never what it says. */
  @Override
  public String toString() {
    return "answer %d of %d characters".formatted(status(), text.length());
  }
}
