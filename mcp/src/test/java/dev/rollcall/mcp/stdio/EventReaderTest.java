package dev.rollcall.mcp.stdio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EventReaderTest {
  @Test
  void linesOfDataAreJoined() throws IOException {
    assertThat(read("data: {\ndata:\"a\":1\ndata: }\n\n")).containsExactly("{\n\"a\":1\n}");
  }

  @Test
  void commentsIdsAndEmptyEventsAreNoMessages() throws IOException {
    assertThat(read(": here\n\nid: 7\n\nretry: 5\ndata\n\ndata: a\nid: 8\n\n"))
        .containsExactly("a");
  }

  @Test
  void onlyMessagesAreRead() throws IOException {
    assertThat(read("event: other\ndata: a\n\nevent: message\ndata: b\n\ndata: c\n\n"))
        .containsExactly("b", "c");
  }

  @Test
  void linesMayEndWithReturns() throws IOException {
    assertThat(read("data: ä\r\n\r\n")).containsExactly("ä");
  }

  @Test
  void anEventThatTheStreamEndsInIsNone() throws IOException {
    assertThat(read("data: a\n\ndata: b\n")).containsExactly("a");
  }

  @Test
  void neitherOneLineNorManyMayBeTooLong() {
    assertThatThrownBy(() -> read("data: " + "x".repeat(100) + "\n\n"))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> read(("data: " + "x".repeat(40) + "\n").repeat(3)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("longer than 100 bytes");
  }

  private static List<String> read(String stream) throws IOException {
    EventReader reader =
        new EventReader(new ByteArrayInputStream(stream.getBytes(StandardCharsets.UTF_8)), 100);
    List<String> all = new ArrayList<>();
    for (Optional<String> next = reader.next(); next.isPresent(); next = reader.next()) {
      all.add(next.get());
    }
    return all;
  }
}
