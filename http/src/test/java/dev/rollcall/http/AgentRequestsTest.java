package dev.rollcall.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What agents send that few other clients do: long headers, bytes beyond ASCII, bare marks. */
class AgentRequestsTest {
  private final ServerFixture server = new ServerFixture();
  private final List<HttpRequest> seen = Collections.synchronizedList(new ArrayList<>());

  @BeforeEach
  void start() throws IOException {
    server.mount(
        "/seen",
        request -> {
          seen.add(request);
          return HttpResponse.empty(200);
        });
    server.start();
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void takesHeadersOf64Kilobytes() throws IOException {
    String session = "x".repeat(65_000);

    assertThat(status("GET /seen HTTP/1.1", "OCP-Session: " + session)).isEqualTo(200);

    assertThat(seen.getFirst().headers().first("ocp-session")).contains(session);
  }

  @Test
  void bytesBeyondAsciiInAHeaderAreLatin1() throws IOException {
    assertThat(status("GET /seen HTTP/1.1", "OCP-User: Zo\u00eb\u0080\u00ff")).isEqualTo(200);

    assertThat(seen.getFirst().headers().first("OCP-User")).contains("Zo\u00eb\u0080\u00ff");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {"/seen/a^b", "/seen/a|b", "/seen/a[b]", "/seen/a'b", "/seen/{id}", "/seen/a\\b"})
  void takesMarksInAPathThatWereNotEncoded(String path) throws IOException {
    assertThat(status("GET " + path + " HTTP/1.1", "X: y")).isEqualTo(200);

    assertThat(seen.getFirst().segments()).containsExactly("seen", path.substring(6));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/seen/%zz", "/seen/%", "/seen/%4", "/seen/%ff", "/seen?a=%zz"})
  void refusesWhatIsNoPercentEncoding(String target) throws IOException {
    assertThat(status("GET " + target + " HTTP/1.1", "X: y")).isEqualTo(400);

    assertThat(seen).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u007f", "\u0001", "\u0000", "\u001b[2J"})
  void refusesControlCharactersInAHeader(String control) throws IOException {
    assertThat(status("GET /seen HTTP/1.1", "OCP-User: a" + control + "b")).isEqualTo(400);

    assertThat(seen).isEmpty();
    server.assertNoPlaceIsLost();
  }

  private int status(String line, String header) throws IOException {
    try (RawClient client = server.client()) {
      client.send(line + "\r\n" + ServerFixture.HOST + header + "\r\n\r\n");
      return client.read().status();
    }
  }
}
