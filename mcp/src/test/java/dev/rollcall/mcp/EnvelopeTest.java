package dev.rollcall.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.mcp.wire.RequestId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Messages as bytes. */
final class EnvelopeTest {
  @Test
  void jsonThatAnApplicationWroteOnManyLinesIsOneEvent() {
    RenderedJson value =
        RenderedJson.ofUtf8("{\r\n  \"a\": \"b\\n\"\n}".getBytes(StandardCharsets.UTF_8));
    byte[] message =
        Envelope.legacy()
            .message(RequestId.of(1), Rendering.of(ToolResult.of(value), Revision.V2025_11_25));
    String event = new String(Envelope.event(message), StandardCharsets.UTF_8);
    List<JsonNode> messages = EventReader.all(event);
    assertThat(messages).hasSize(1);
    assertThat(messages.getFirst().path("result").path("structuredContent").path("a").asString())
        .isEqualTo("b\n");
  }

  @Test
  void anErrorWithoutAReadableIdHasNone() {
    String error =
        new String(
            Envelope.fault(Optional.empty(), Answer.refusal(400, -32700, "\"no\" JSON")),
            StandardCharsets.UTF_8);
    assertThat(error)
        .isEqualTo(
            "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":-32700,"
                + "\"message\":\"\\\"no\\\" JSON\"}}");
  }
}
