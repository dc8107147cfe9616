package dev.rollcall.rest;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.rest.testing.ListContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The check that the other tests rely on does refuse what breaks the contract. */
class ListContractTest {
  private static final String GOOD =
      """
      {"participants":[{"account_sid":"AC0123456789abcdef0123456789abcdef",\
      "call_sid":"CA0123456789abcdef0123456789abcdef","label":null,"call_sid_to_coach":null,\
      "coaching":false,"conference_sid":"CF0123456789abcdef0123456789abcdef",\
      "date_created":"Sat, 21 Nov 2026 08:00:00 +0000",\
      "date_updated":"Sat, 21 Nov 2026 08:00:00 +0000","end_conference_on_exit":false,\
      "muted":false,"hold":false,"start_conference_on_enter":true,"status":"connected",\
      "queue_time":null,"uri":"/2010-04-01/Accounts/AC0123/x.json"}],"page":0,"page_size":50,\
      "start":0,"end":0,"uri":"/2010-04-01/Accounts/AC0123/l.json?Page=0",\
      "first_page_uri":"/2010-04-01/Accounts/AC0123/l.json?Page=0","next_page_uri":null,\
      "previous_page_uri":null}\
      """;

  private final ListContract contract = new ListContract();

  @Test
  void letsAGoodListPass() {
    assertThatCode(() -> contract.checkParticipants(parse(GOOD))).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"connected\"|\"here\"",
        "\"label\":null,|''",
        "\"muted\":false|\"muted\":\"false\"",
        "CA0123456789abcdef0123456789abcdef|CA0123",
        "Sat, 21 Nov 2026 08:00:00 +0000|2026-11-21T08:00:00Z",
        "Sat, 21 Nov 2026|Sun, 21 Nov 2026",
        "\"page\":0|\"total\":1,\"page\":0",
        "\"end\":0|\"end\":1",
        "\"first_page_uri\":\"/|\"first_page_uri\":\"https://api.twilio.com/",
      })
  void refusesWhatBreaksIt(String good, String bad) {
    JsonNode broken = parse(GOOD.replace(good, bad));

    assertThatThrownBy(() -> contract.checkParticipants(broken)).isInstanceOf(AssertionError.class);
  }

  private static JsonNode parse(String json) {
    return new ObjectMapper().readTree(json);
  }
}
