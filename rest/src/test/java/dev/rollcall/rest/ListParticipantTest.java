package dev.rollcall.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.call.Parties;
import dev.rollcall.core.conference.Controls;
import dev.rollcall.core.conference.LeaveReason;
import dev.rollcall.core.conference.Participant;
import dev.rollcall.core.identity.CallSid;
import dev.rollcall.core.roster.ConferenceReference;
import dev.rollcall.core.signalling.JoinRequest;
import dev.rollcall.core.testing.TestRoster;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ListParticipantTest {
  private final ApiFixture api = ApiFixture.usual();
  private final TestRoster core = api.core();

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void tellsEverythingAboutWhoIsThere() {
    Participant ann = core.join("standup", "ann");
    core.clock().advance(Duration.ofSeconds(61));
    CallSid coached = ann.call();
    Participant coach =
        core.roster()
            .join(
                core.request(
                    "standup",
                    "bob",
                    new Controls(true, true, Optional.of(coached), false, true, false, false)));

    ApiFixture.Answer answer = api.participants(ApiFixture.participantsOf(ann));

    assertThat(answer.texts("participants", "call_sid"))
        .containsExactly(coach.call().text(), ann.call().text());
    JsonNode bob = answer.body().at("/participants/0");
    assertThat(bob.get("account_sid").asString()).isEqualTo(ApiFixture.ACCOUNT);
    assertThat(bob.get("conference_sid").asString()).isEqualTo(ann.conference().text());
    assertThat(bob.get("label").asString()).isEqualTo("bob");
    assertThat(bob.get("call_sid_to_coach").asString()).isEqualTo(coached.text());
    assertThat(bob.get("coaching").asBoolean()).isTrue();
    assertThat(bob.get("muted").asBoolean()).isTrue();
    assertThat(bob.get("hold").asBoolean()).isTrue();
    assertThat(bob.get("start_conference_on_enter").asBoolean()).isFalse();
    assertThat(bob.get("end_conference_on_exit").asBoolean()).isTrue();
    assertThat(bob.get("status").asString()).isEqualTo("connected");
    assertThat(bob.get("queue_time").isNull()).isTrue();
    assertThat(bob.get("date_created").asString()).isEqualTo("Sat, 21 Nov 2026 08:01:01 +0000");
    assertThat(bob.get("uri").asString()).isEqualTo(ApiFixture.pathOf(coach));
    assertThat(bob.get("from").asString()).isEqualTo("sip:bob@127.0.0.1");
    assertThat(bob.get("to").asString()).isEqualTo("sip:standup@127.0.0.1");
    assertThat(bob.get("name").asString()).isEqualTo("bob");
    assertThat(bob.has("date_left")).isFalse();
    assertThat(answer.body().at("/participants/1/call_sid_to_coach").isNull()).isTrue();
  }

  @Test
  void anEmptyLabelAndNameAreNull() {
    Participant nameless =
        core.roster()
            .join(
                new JoinRequest(
                    TestRoster.ACCOUNT,
                    "quiet",
                    core.sids().call(),
                    new Parties("+15550100", "quiet", Optional.empty()),
                    Optional.empty(),
                    Controls.DEFAULT,
                    _ -> {}));

    JsonNode record =
        api.participants(ApiFixture.participantsOf(nameless)).body().at("/participants/0");

    assertThat(record.get("label").isNull()).isTrue();
    assertThat(record.get("name").isNull()).isTrue();
  }

  @Test
  void showsAChangeAsSoonAsItIsAnswered() {
    Participant ann = core.join("standup", "ann");
    Participant bob = core.join("standup", "bob");

    api.post(ApiFixture.pathOf(ann), "Muted=true").isOk();
    assertThat(
            api.participants(ApiFixture.participantsOf(ann) + "?Muted=true")
                .texts("participants", "label"))
        .containsExactly("ann");

    core.roster().leave(bob.call(), LeaveReason.HUNG_UP);
    assertThat(api.participants(ApiFixture.participantsOf(ann)).texts("participants", "label"))
        .containsExactly("ann");
  }

  @ParameterizedTest
  @CsvSource({
    "Muted=true, muted",
    "Muted=false, coach held plain",
    "Hold=true, held",
    "Hold=false, coach muted plain",
    "Coaching=true, coach",
    "Coaching=false, muted held plain",
    "Muted=false&Hold=false, coach plain",
    "Muted=false&Hold=false&Coaching=false, plain",
    "Muted=true&Hold=true, ''",
    "Muted=true&Muted=false, coach held plain",
    "muted=true, coach muted held plain",
  })
  void filters(String query, String labels) {
    Participant plain = core.join("sales", "plain");
    join("held", new Controls(false, true, Optional.empty(), true, false, false, false));
    join("muted", new Controls(true, false, Optional.empty(), true, false, false, false));
    join("coach", new Controls(false, false, Optional.of(plain.call()), true, false, false, false));

    ApiFixture.Answer answer = api.participants(ApiFixture.participantsOf(plain) + "?" + query);

    assertThat(String.join(" ", answer.texts("participants", "label"))).isEqualTo(labels);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Muted=yes", "Hold=1", "Coaching=TRUE", "Muted=", "Status=gone"})
  void refusesAFilterItDoesNotUnderstand(String query) {
    Participant ann = core.join("standup", "ann");

    api.get(ApiFixture.participantsOf(ann) + "?" + query)
        .isError(400, 20001)
        .says(query.substring(0, query.indexOf('=')))
        .says("'");
  }

  @Test
  void tellsAlsoWhoLeftWhenAsked() {
    Participant ann = core.join("standup", "ann");
    Participant bob = core.join("standup", "bob");
    core.join("standup", "eve");
    core.clock().advance(Duration.ofSeconds(5));
    core.roster().leave(bob.call(), LeaveReason.UNREACHABLE);
    String list = ApiFixture.participantsOf(ann);

    for (String departed : new String[] {"departed", "complete"}) {
      ApiFixture.Answer answer = api.participants(list + "?Status=" + departed);
      assertThat(answer.texts("participants", "label")).containsExactly("bob");
      JsonNode record = answer.body().at("/participants/0");
      assertThat(record.get("status").asString()).isEqualTo("complete");
      assertThat(record.get("date_left").asString()).isEqualTo("Sat, 21 Nov 2026 08:00:05 +0000");
      assertThat(record.get("reason_participant_left").asString())
          .isEqualTo("participant_unreachable");
    }
    for (String live : new String[] {"?Status=live", "?Status=connected", ""}) {
      assertThat(api.participants(list + live).texts("participants", "label"))
          .containsExactly("eve", "ann");
    }
    assertThat(api.participants(list + "?Status=all").texts("participants", "label"))
        .containsExactly("eve", "bob", "ann");
  }

  @Test
  void aCompletedConferenceIsAnEmptyListAndKeepsItsHistory() {
    Participant ann = core.join("standup", "ann");
    core.roster().end(TestRoster.ACCOUNT, new ConferenceReference.BySid(ann.conference()));
    String list = ApiFixture.participantsOf(ann);

    ApiFixture.Answer empty = api.participants(list);
    assertThat(empty.body().get("participants")).isEmpty();
    assertThat(empty.body().get("end").asInt()).isZero();
    assertThat(empty.link("next_page_uri")).isEmpty();
    assertThat(api.participants(list + "?Status=all").texts("participants", "label"))
        .containsExactly("ann");
    api.get(ApiFixture.BASE + "/Conferences/standup/Participants.json").isError(404, 20404);
  }

  @ParameterizedTest
  @CsvSource({
    "month end, month%20end",
    "month+end, month+end",
    "Größe/1, Gr%C3%B6%C3%9Fe%2F1",
    "50%, 50%25",
    "a.b, a.b",
  })
  void findsALiveConferenceByItsName(String room, String segment) {
    Participant ann = core.join(room, "ann");

    ApiFixture.Answer answer =
        api.participants(ApiFixture.BASE + "/Conferences/" + segment + "/Participants.json");

    assertThat(answer.texts("participants", "label")).containsExactly("ann");
    assertThat(answer.body().get("uri").asString())
        .isEqualTo(ApiFixture.participantsOf(ann) + "?PageSize=50&Page=0");
  }

  @Test
  void theEndingIsOptionalAndOtherFormatsAreRefused() {
    Participant ann = core.join("standup", "ann");
    String list = ApiFixture.participantsOf(ann);

    assertThat(api.participants(list.replace(".json", "")).texts("participants", "label"))
        .containsExactly("ann");
    api.get(list.replace(".json", ".xml")).isError(400, 20001).says("Only JSON");
    api.get(list.replace(".json", ".csv")).isError(400, 20001).says("Only JSON");
  }

  @Test
  void aSidMayBeWrittenInCapitals() {
    Participant ann = core.join("standup", "ann");
    String hex = ann.conference().text().substring(2);

    ApiFixture.Answer answer =
        api.participants(ApiFixture.participantsOf(ann).replace(hex, hex.toUpperCase(Locale.ROOT)));

    assertThat(answer.body().get("uri").asString()).startsWith(ApiFixture.participantsOf(ann));
  }

  @Test
  void isAnsweredFromMemoryAlone() {
    Participant ann = core.join("standup", "ann");
    long before = core.store().reads();

    api.participants(ApiFixture.participantsOf(ann) + "?Muted=false");

    assertThat(core.store().reads()).isEqualTo(before);
  }

  private Participant join(String label, Controls controls) {
    return core.roster().join(core.request("sales", label, controls));
  }
}
