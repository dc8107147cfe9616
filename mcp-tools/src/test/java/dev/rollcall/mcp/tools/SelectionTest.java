package dev.rollcall.mcp.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rollcall.http.Header;
import dev.rollcall.http.Headers;
import dev.rollcall.http.HttpRequest;
import dev.rollcall.http.HttpResponse;
import dev.rollcall.mcp.NotAdmittedException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class SelectionTest {
  @Test
  void withoutWishesEveryToolIsWanted() throws NotAdmittedException {
    assertThat(of("/mcp")).isSameAs(Selection.ALL);
    assertThat(tools(of("/mcp/"))).hasSize(Operation.values().length);
    assertThat(tools(of("/mcp", "X-MCP-Readonly", "false"))).hasSize(Operation.values().length);
  }

  @Test
  void readOnlyByUrlOrHeaderLeavesReadsOnly() throws NotAdmittedException {
    assertThat(tools(of("/mcp/readonly"))).hasSize(15).allMatch(Operation::isReadOnly);
    assertThat(tools(of("/mcp", "x-mcp-readonly", "true")))
        .hasSize(15)
        .allMatch(Operation::isReadOnly);
  }

  @Test
  void aToolsetByUrlIsThatSet() throws NotAdmittedException {
    assertThat(tools(of("/mcp/x/conferences")))
        .hasSize(8)
        .allMatch(each -> each.toolset() == Toolset.CONFERENCES);
    assertThat(tools(of("/mcp/x/conferences/readonly")))
        .containsExactly(
            Operation.LIST_CONFERENCES,
            Operation.GET_CONFERENCE,
            Operation.LIST_CONFERENCE_PARTICIPANTS);
  }

  @Test
  void headersTightenAndNeverWiden() throws NotAdmittedException {
    assertThat(tools(of("/mcp/x/huddles", "X-MCP-Toolsets", "conferences, huddles")))
        .containsExactly(Operation.GET_HUDDLE, Operation.START_HUDDLE);
    assertThat(tools(of("/mcp/x/huddles", "X-MCP-Toolsets", "conferences"))).isEmpty();
    assertThat(tools(of("/mcp/readonly", "X-MCP-Readonly", "false"))).hasSize(15);
    assertThat(tools(of("/mcp/readonly", "X-MCP-Tools", "delete_conversation, get_huddle")))
        .containsExactly(Operation.GET_HUDDLE);
    assertThat(tools(of("/mcp/x/huddles", "X-MCP-Tools", "get_conference"))).isEmpty();
    assertThat(
            tools(
                of(
                    "/mcp",
                    "X-MCP-Tools",
                    "get_huddle,start_huddle",
                    "X-MCP-Exclude-Tools",
                    "start_huddle")))
        .containsExactly(Operation.GET_HUDDLE);
    assertThat(tools(of("/mcp/x/huddles", "X-MCP-Exclude-Tools", "get_conference"))).hasSize(2);
  }

  @Test
  void severalHeaderLinesAreOneList() throws NotAdmittedException {
    assertThat(tools(of("/mcp", "X-MCP-Tools", "get_huddle", "X-MCP-Tools", "start_huddle")))
        .containsExactly(Operation.GET_HUDDLE, Operation.START_HUDDLE);
    assertThat(tools(of("/mcp/readonly", "X-MCP-Readonly", "false", "X-MCP-Readonly", "true")))
        .hasSize(15);
  }

  @Test
  void anEmptyListOfToolsMeansNone() throws NotAdmittedException {
    assertThat(tools(of("/mcp", "X-MCP-Tools", " , "))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "X-MCP-Toolsets, rooms, 'conversations, branches, huddles, conferences'",
    "X-MCP-Tools, get_room, list_conversations",
    "X-MCP-Exclude-Tools, GET_HUDDLE, get_huddle",
    "X-MCP-Readonly, yes, 'true'"
  })
  void unknownNamesAreRefusedWithTheKnownOnes(String header, String value, String known) {
    assertThatExceptionOfType(NotAdmittedException.class)
        .isThrownBy(() -> of("/mcp", header, value))
        .satisfies(e -> assertRefusal(e.response(), 400, known));
  }

  @Test
  void anUnknownToolsetInTheUrlIsRefusedWithTheKnownOnes() {
    assertThatExceptionOfType(NotAdmittedException.class)
        .isThrownBy(() -> of("/mcp/x/rooms"))
        .satisfies(e -> assertRefusal(e.response(), 400, "huddles"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/mcp/other", "/mcp/x", "/mcp/x/huddles/more", "/mcp/readonly/x/huddles"})
  void otherUrlsAreNotFound(String path) {
    assertThatExceptionOfType(NotAdmittedException.class)
        .isThrownBy(() -> of(path))
        .satisfies(e -> assertRefusal(e.response(), 404, "/mcp/x/{toolset}/readonly"));
  }

  private static void assertRefusal(HttpResponse response, int status, String words) {
    assertThat(response.status()).isEqualTo(status);
    JsonNode body = World.MAPPER.readTree(new String(response.body(), StandardCharsets.UTF_8));
    assertThat(body.at("/error/message").asString()).contains(words);
  }

  private static List<Operation> tools(Selection selection) {
    return Arrays.stream(Operation.values()).filter(selection::includes).toList();
  }

  private static Selection of(String path, String... headers) throws NotAdmittedException {
    List<Header> fields = new ArrayList<>();
    for (int i = 0; i < headers.length; i += 2) {
      fields.add(new Header(headers[i], headers[i + 1]));
    }
    HttpRequest request =
        HttpRequest.parse(
            "1",
            "POST",
            path,
            new Headers(fields),
            InetSocketAddress.createUnresolved("127.0.0.1", 1));
    return Selection.of(request, "/mcp");
  }
}
