package dev.rollcall.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.conference.LeaveReason;
import dev.rollcall.core.conference.Participant;
import dev.rollcall.core.testing.TestRoster;
import dev.rollcall.rest.testing.ListContract;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class CallTest {
  private static final String LIST = ApiFixture.BASE + "/Calls.json";

  private final ApiFixture api = ApiFixture.usual();
  private final TestRoster core = api.core();

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void isReadWhileItIsOnAndAfterwards() {
    Participant ann = core.join("standup", "ann");
    core.clock().advance(Duration.ofMillis(61_900));

    JsonNode live = api.get(path(ann)).isOk().body();
    assertThat(live.propertyNames())
        .containsExactlyInAnyOrder(
            "sid",
            "date_created",
            "date_updated",
            "parent_call_sid",
            "account_sid",
            "to",
            "to_formatted",
            "from",
            "from_formatted",
            "phone_number_sid",
            "status",
            "start_time",
            "end_time",
            "duration",
            "price",
            "price_unit",
            "direction",
            "answered_by",
            "api_version",
            "forwarded_from",
            "group_sid",
            "caller_name",
            "queue_time",
            "trunk_sid",
            "uri",
            "subresource_uris");
    assertThat(live.get("status").asString()).isEqualTo("in-progress");
    assertThat(live.get("direction").asString()).isEqualTo("inbound");
    assertThat(live.get("from").asString()).isEqualTo("sip:ann@127.0.0.1");
    assertThat(live.get("caller_name").asString()).isEqualTo("ann");
    assertThat(live.get("start_time").asString()).isEqualTo("Sat, 21 Nov 2026 08:00:00 +0000");
    assertThat(live.get("end_time").isNull()).isTrue();
    assertThat(live.get("duration").isNull()).isTrue();
    assertThat(live.get("uri").asString()).isEqualTo(path(ann));

    core.roster().leave(ann.call(), LeaveReason.HUNG_UP);

    JsonNode over = api.get(path(ann)).isOk().body();
    assertThat(over.get("status").asString()).isEqualTo("completed");
    assertThat(over.get("end_time").asString()).isEqualTo("Sat, 21 Nov 2026 08:01:01 +0000");
    assertThat(over.get("duration").asString()).isEqualTo("61");
  }

  @Test
  void isEnded() {
    Participant ann = core.join("standup", "ann");

    JsonNode ended = api.post(path(ann), "Status=completed").isOk().body();

    assertThat(ended.get("status").asString()).isEqualTo("completed");
    assertThat(core.hangUps()).containsKey(ann.call());
    assertThat(api.get(path(ann)).body()).isEqualTo(ended);
    api.post(path(ann), "Status=completed").isError(400, 21220);
    api.post(path(ann), "Status=canceled").isError(400, 21220);
  }

  @ParameterizedTest
  @ValueSource(strings = {"canceled", "completed"})
  void isTakenBackBeforeItIsAnswered(String status) {
    Participant ann = core.create("standup", "ann");
    core.dialled(ann).ring();

    assertThat(api.get(path(ann)).isOk().body().get("status").asString()).isEqualTo("ringing");
    JsonNode ended = api.post(path(ann), "Status=" + status).isOk().body();

    assertThat(ended.get("status").asString()).isEqualTo("canceled");
    assertThat(ended.get("direction").asString()).isEqualTo("outbound-api");
    assertThat(ended.get("queue_time").asString()).isEqualTo("0");
    assertThat(ended.get("from").asString()).isEqualTo("+15005550006");
    assertThat(ended.get("to").asString()).isEqualTo("sip:ann@127.0.0.1");
    assertThat(core.hangUps()).containsKey(ann.call());
  }

  @Test
  void isNotCanceledOnceItIsAnswered() {
    Participant ann = core.createAndAnswer("standup", "ann");

    api.post(path(ann), "Status=canceled").isError(400, 21220).says("completed");
    assertThat(core.hangUps()).isEmpty();
    assertThat(api.post(path(ann), "").isOk().body()).isEqualTo(api.get(path(ann)).body());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Status=busy",
        "Status=",
        "Url=http://example.com/",
        "Twiml=x",
        "Method=GET",
        "FallbackUrl=x",
        "FallbackMethod=GET",
        "StatusCallback=http://example.com/",
        "StatusCallbackMethod=GET",
        "TimeLimit=60",
      })
  void refusesToBeDirectedOtherwise(String form) {
    Participant ann = core.join("standup", "ann");

    api.post(path(ann), "Status=completed&" + form)
        .isError(400, 20001)
        .says(form.substring(0, form.indexOf('=')));
    assertThat(core.hangUps()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'', carl bob ann",
    "Status=completed, ann",
    "Status=in-progress, carl bob",
    "Status=busy, ''",
    "From=sip:bob@127.0.0.1, bob",
    "To=sip:two@127.0.0.1, carl",
    "ParentCallSid=CA0123456789abcdef0123456789abcdef, ''",
    "StartTime=2026-11-21, bob ann",
    "StartTime=2026-11-21T08:00:00, ann",
    "StartTime=2026-11-21T10:00:00%2B01:00, bob",
    "StartTime%3E=2026-11-21T09:00:00Z, carl bob",
    "StartTime%3C=2026-11-21T09:00:00Z, bob ann",
    "StartTime=%3C%3D2026-11-21, bob ann",
    "EndTime%3E=2026-11-22, ann",
    "EndTime%3C=2026-11-21, ''",
  })
  void areFiltered(String query, String names) {
    Participant ann = core.join("one", "ann");
    core.clock().advance(Duration.ofHours(1));
    core.join("one", "bob");
    core.clock().advance(Duration.ofDays(1));
    core.join("two", "carl");
    core.roster().leave(ann.call(), LeaveReason.HUNG_UP);

    ApiFixture.Answer answer = api.get(LIST + "?" + query).isOk();

    ListContract.checkPage(answer.body(), "calls");
    assertThat(String.join(" ", answer.texts("calls", "caller_name"))).isEqualTo(names);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Status=init",
        "ParentCallSid=x",
        "StartTime=soon",
        "StartTime=%2B300000000-01-01T00:00:00Z",
        "StartTime=",
        "EndTime%3E=2026-11-21T25:00:00Z",
        "EndTime%3C2026-11-21",
      })
  void refusesAFilterItDoesNotUnderstand(String query) {
    api.get(LIST + "?" + query).isError(400, 20001).says(query.substring(0, 6));
  }

  @Test
  void isNotFoundIfItIsNoCall() {
    api.get(ApiFixture.BASE + "/Calls/" + core.sids().call() + ".json").isError(404, 20404);
    api.get(ApiFixture.BASE + "/Calls/ann.json").isError(404, 20404);
  }

  private static String path(Participant participant) {
    return ApiFixture.BASE + "/Calls/" + participant.call() + ".json";
  }
}
