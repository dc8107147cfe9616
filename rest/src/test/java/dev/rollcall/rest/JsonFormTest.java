package dev.rollcall.rest;

import static dev.rollcall.rest.ApiFixture.BASE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.conference.Participant;
import dev.rollcall.core.testing.TestRoster;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Changes whose parameters come as JSON, as agents send them. */
final class JsonFormTest {
  private final ApiFixture api = ApiFixture.usual();
  private final TestRoster core = api.core();

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void aJsonObjectIsAsGoodAsAForm() {
    Participant ann = core.join("standup", "ann");

    JsonNode muted = api.postJson(path(ann), "{\"Muted\": true, \"Hold\": null}").isOk().body();

    assertThat(muted.get("muted").asBoolean()).isTrue();
    assertThat(muted.get("hold").asBoolean()).isFalse();
  }

  @Test
  void numbersTextsAndListsAreTaken() {
    JsonNode created =
        api.postJson(
                BASE + "/Conferences/standup/Participants.json",
                "{\"From\": \"+4930123450\", \"To\": \"sip:eve@phones.example\", \"Timeout\": 30,"
                    + " \"StatusCallback\": \"http://app.example/\","
                    + " \"StatusCallbackEvent\": [\"initiated\", \"answered\"]}")
            .isCreated()
            .body();

    assertThat(created.get("from").asString()).isEqualTo("+4930123450");
    assertThat(core.dialled().getLast().request().ringFor()).hasSeconds(30);
  }

  @Test
  void theBodyCountsBeforeTheQuery() {
    Participant ann = core.join("standup", "ann");

    JsonNode changed =
        api.postJson(path(ann) + "?Muted=true&Hold=true", "{\"Muted\": false}").isOk().body();

    assertThat(changed.get("muted").asBoolean()).isFalse();
    assertThat(changed.get("hold").asBoolean()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "\"Muted\"",
        "{\"Muted\": true",
        "{\"Muted\": true} {}",
        "{\"Muted\": {}}",
        "{\"Muted\": [[true]]}",
        "{\"Muted\": [null]}",
        "{\"Muted\": true, \"Muted\": false}"
      })
  void whatIsNoSuchObjectIsRefusedAndChangesNothing(String body) {
    Participant ann = core.join("standup", "ann");

    api.postJson(path(ann), body).isError(400, ApiError.INVALID_PARAMETER.code());

    assertThat(api.get(path(ann)).isOk().body().get("muted").asBoolean()).isFalse();
  }

  private static String path(Participant participant) {
    return BASE
        + "/Conferences/"
        + participant.conference()
        + "/Participants/"
        + participant.call()
        + ".json";
  }
}
