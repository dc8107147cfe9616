package dev.rollcall.rest.context;

import static dev.rollcall.rest.context.ContextFixture.BASE;
import static dev.rollcall.rest.context.ContextFixture.hasField;
import static dev.rollcall.rest.context.ContextFixture.packed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.rest.door.DoorFixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests as the stock libraries put them on the wire, byte for byte. */
final class StockAgentTest {
  private static final String SESSION =
      packed(
          """
          {"context_id":"ocp-6f9cb96c","agent_type":"ide","user":"alice","workspace":"proj",\
          "current_file":null,"session":{"start_time":"2026-11-21T03:49:14.119Z",\
          "interaction_count":0,"agent_type":"ide"},"history":[{"timestamp":\
          "2026-11-21T03:49:14.119Z","action":"tool_call:listParticipant","api_endpoint":null,\
          "result":"executing","metadata":{"tool_name":"listParticipant"}}],"current_goal":\
          "goal one","context_summary":null,"error_context":null,"recent_changes":[],\
          "api_specs":{"twilio":"registry:twilio"},"created_at":"2026-11-21T03:49:14.119Z",\
          "last_updated":"2026-11-21T03:49:14.120Z"}\
          """);
  private static final String CONTEXT =
      "OCP-Context-ID: ocp-6f9cb96c\r\n"
          + "OCP-Agent-Type: ide\r\n"
          + "OCP-Version: 1.0\r\n"
          + "OCP-Current-Goal: goal one\r\n"
          + "OCP-User: Zo\u00eb\r\n"
          + "OCP-Workspace: proj\r\n"
          + ("OCP-Session: " + SESSION + "\r\n")
          + ("Authorization: " + DoorFixture.OWNER + "\r\n");

  private final ContextFixture house = new ContextFixture();

  @BeforeEach
  void join() {
    house.core.join("standup", "ann");
  }

  @AfterEach
  void close() {
    house.close();
  }

  @ParameterizedTest
  @CsvSource({"Muted=false&PageSize=50", "Muted=False&PageSize=50", "Muted=False&Tag=x&Tag=y+z"})
  void listsParticipantsForBothLibraries(String query) {
    String javaScript =
        house.raw(
            "GET "
                + BASE
                + "/Conferences/standup/Participants.json?"
                + query
                + " HTTP/1.1\r\nhost: localhost:8080\r\nconnection: close\r\n"
                + CONTEXT
                + "accept: */*\r\naccept-language: *\r\nsec-fetch-mode: cors\r\n"
                + "user-agent: node\r\naccept-encoding: gzip, deflate\r\n\r\n");
    String python =
        house.raw(
            "GET "
                + BASE
                + "/Conferences/standup/Participants.json?"
                + query
                + " HTTP/1.1\r\nHost: localhost:8080\r\nUser-Agent: python-requests/2.32.5\r\n"
                + "Accept-Encoding: gzip, deflate\r\nAccept: */*\r\nConnection: close\r\n"
                + CONTEXT
                + "\r\n");

    for (String answer : new String[] {javaScript, python}) {
      assertThat(answer).startsWith("HTTP/1.1 200 ").contains("\"participants\":[");
      assertThat(hasField(answer, "OCP-Context-ID")).isTrue();
      assertThat(hasField(answer, "OCP-Session")).isTrue();
    }
  }

  @Test
  void aUserInLatin1IsKeptAsItIs() {
    String path = BASE + "/Conferences/standup.json?Status=completed";

    String answer =
        house.raw(
            "POST "
                + path
                + " HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n"
                + CONTEXT
                + "content-length: 0\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 200 ");
    assertThat(house.lastEvent().get("event").asString()).isEqualTo("conference-end");
    assertThat(house.lastEvent().at("/instigator/user").asString()).isEqualTo("Zo\u00eb");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {"a^b|c, 404", "a[b]'c, 404", "{Sid}, 404", "null, 404", "%zz, 400", "%, 400"})
  void aPathThatWasNotEncodedIsAnswered(String name, int status) {
    String answer =
        house.raw(
            "GET "
                + BASE
                + ("/Conferences/" + name + ".json HTTP/1.1\r\n")
                + "host: localhost\r\nconnection: close\r\n"
                + CONTEXT
                + "\r\n");

    assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
  }
}
