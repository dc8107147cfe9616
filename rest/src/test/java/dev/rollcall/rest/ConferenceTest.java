package dev.rollcall.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.audio.SoundRequest;
import dev.rollcall.core.conference.Controls;
import dev.rollcall.core.conference.LeaveReason;
import dev.rollcall.core.conference.Participant;
import dev.rollcall.core.testing.Await;
import dev.rollcall.core.testing.TestRoster;
import dev.rollcall.core.web.WebMethod;
import dev.rollcall.core.web.WebTarget;
import dev.rollcall.rest.testing.ListContract;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ConferenceTest {
  private static final String LIST = ApiFixture.BASE + "/Conferences.json";

  private final ApiFixture api = ApiFixture.usual();
  private final TestRoster core = api.core();

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void isReadWhileItIsOnAndAfterwards() {
    Participant ann = core.join("standup", "ann");

    JsonNode live = api.get(path(ann)).isOk().body();
    assertThat(live.propertyNames())
        .containsExactlyInAnyOrder(
            "sid",
            "account_sid",
            "friendly_name",
            "status",
            "region",
            "api_version",
            "date_created",
            "date_updated",
            "reason_conference_ended",
            "call_sid_ending_conference",
            "uri",
            "subresource_uris");
    assertThat(live.get("sid").asString()).isEqualTo(ann.conference().text());
    assertThat(live.get("account_sid").asString()).isEqualTo(ApiFixture.ACCOUNT);
    assertThat(live.get("friendly_name").asString()).isEqualTo("standup");
    assertThat(live.get("status").asString()).isEqualTo("in-progress");
    assertThat(live.get("api_version").asString()).isEqualTo("2010-04-01");
    assertThat(live.get("uri").asString()).isEqualTo(path(ann));
    assertThat(live.at("/subresource_uris/participants").asString())
        .isEqualTo(ApiFixture.participantsOf(ann));
    assertThat(live.get("reason_conference_ended").isNull()).isTrue();
    ListContract.checkDate(live.get("date_created"));
    ListContract.checkDate(live.get("date_updated"));
    assertThat(api.get(ApiFixture.BASE + "/Conferences/standup").isOk().body()).isEqualTo(live);

    core.roster().leave(ann.call(), LeaveReason.HUNG_UP);

    JsonNode over = api.get(path(ann)).isOk().body();
    assertThat(over.get("status").asString()).isEqualTo("completed");
    assertThat(over.get("reason_conference_ended").asString()).isEqualTo("last-participant-left");
    assertThat(over.get("call_sid_ending_conference").asString()).isEqualTo(ann.call().text());
    api.get(ApiFixture.BASE + "/Conferences/standup.json").isError(404, 20404).says("sid");
  }

  @Test
  void isEndedOnce() {
    Participant ann = core.join("standup", "ann");

    JsonNode ended = api.post(path(ann), "Status=completed").isOk().body();
    assertThat(ended.get("status").asString()).isEqualTo("completed");
    assertThat(ended.get("reason_conference_ended").asString())
        .isEqualTo("conference-ended-via-api");
    assertThat(ended.get("call_sid_ending_conference").isNull()).isTrue();
    assertThat(core.hangUps()).containsKey(ann.call());

    api.post(path(ann), "Status=completed").isError(400, 16022).says("over");
  }

  @Test
  void isEndedByNameAndBeforeItStarted() {
    core.roster()
        .join(
            core.request(
                "waiting",
                "ann",
                new Controls(false, false, Optional.empty(), false, false, false, false)));

    assertThat(
            api.get(ApiFixture.BASE + "/Conferences/waiting.json")
                .isOk()
                .body()
                .get("status")
                .asString())
        .isEqualTo("init");
    api.post(ApiFixture.BASE + "/Conferences/waiting.json", "Status=completed").isOk();
  }

  @Test
  void announcesToAll() {
    Participant ann = core.join("standup", "ann");

    JsonNode answer =
        api.post(path(ann), "AnnounceUrl=http%3A%2F%2Fexample.com%2Fhello.mp3").isOk().body();
    api.post(path(ann), "AnnounceUrl=http%3A%2F%2Fexample.com%2Fbye.mp3&AnnounceMethod=GET").isOk();

    assertThat(answer.get("status").asString()).isEqualTo("in-progress");
    Await.until(
        () ->
            core.announcements().size() == 2
                ? Optional.empty()
                : Optional.of(core.announcements().size() + " were played"));
    assertThat(core.sounds().requests())
        .extracting(SoundRequest::source)
        .containsExactlyInAnyOrder(
            new WebTarget(URI.create("http://example.com/hello.mp3"), WebMethod.POST),
            new WebTarget(URI.create("http://example.com/bye.mp3"), WebMethod.GET));
    assertThat(core.announcements()).allSatisfy(each -> assertThat(each.call()).isEmpty());
  }

  @ParameterizedTest
  @CsvSource({
    "Status=in-progress, 20001",
    "Status=, 20001",
    "AnnounceUrl=a.mp3, 21205",
    "AnnounceUrl=, 21205",
    "AnnounceMethod=PUT, 21209",
    "AnnounceUrl=http://example.com/a.mp3&Status=completed, 16002",
  })
  void refusesOtherChanges(String form, int code) {
    Participant ann = core.join("standup", "ann");

    api.post(path(ann), form).isError(400, code).says(form.substring(0, form.indexOf('=')));
    assertThat(api.get(path(ann)).body().get("status").asString()).isEqualTo("in-progress");
  }

  @Test
  void aChangeOfNothingIsAnsweredWithTheConference() {
    Participant ann = core.join("standup", "ann");

    assertThat(api.post(path(ann), "").isOk().body()).isEqualTo(api.get(path(ann)).body());
  }

  @ParameterizedTest
  @CsvSource({
    "'', late middle early",
    "Status=completed, early",
    "Status=in-progress, late middle",
    "FriendlyName=middle, middle",
    "FriendlyName=Middle, ''",
    "DateCreated=2026-11-22, middle",
    "DateCreated%3E=2026-11-22, late middle",
    "DateCreated%3C=2026-11-22, middle early",
    "DateCreated=%3E%3D2026-11-23, late",
    "DateCreated=%3C%3D2026-11-21, early",
    "DateCreated%3E=2026-11-22&DateCreated%3C=2026-11-22, middle",
    "DateCreated%3E=2026-11-22&Status=completed, ''",
    "DateUpdated%3E=2026-11-23, late early",
    "DateUpdated=2026-11-23&Status=in-progress, late",
  })
  void areFiltered(String query, String names) {
    Participant early = core.join("early", "a");
    core.clock().advance(Duration.ofHours(16));
    core.join("middle", "b");
    core.clock().advance(Duration.ofDays(1));
    core.join("late", "c");
    core.roster().leave(early.call(), LeaveReason.HUNG_UP);

    ApiFixture.Answer answer = api.get(LIST + "?" + query).isOk();

    ListContract.checkPage(answer.body(), "conferences");
    assertThat(String.join(" ", answer.texts("conferences", "friendly_name"))).isEqualTo(names);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DateCreated=2026-11-21T08:00:00Z",
        "DateCreated%3E=2026-11-21T08:00:00",
        "DateUpdated=yesterday",
        "DateUpdated=2026-02-30",
        "DateCreated=",
        "DateCreated%3E2026-11-21",
        "Status=running",
      })
  void refusesAFilterItDoesNotUnderstand(String query) {
    api.get(LIST + "?" + query).isError(400, 20001).says(query.substring(0, 6));
  }

  @Test
  void arePagedByTheirSids() {
    core.join("one", "a");
    Participant two = core.join("two", "a");
    core.join("three", "a");

    ApiFixture.Answer first = api.get(LIST + "?PageSize=2").isOk();
    assertThat(first.texts("conferences", "friendly_name")).containsExactly("three", "two");
    assertThat(first.link("next_page_uri").orElseThrow())
        .endsWith("&Page=1&PageToken=PA" + two.conference());
    assertThat(
            api.get(first.link("next_page_uri").orElseThrow())
                .texts("conferences", "friendly_name"))
        .containsExactly("one");
  }

  private static String path(Participant participant) {
    return ApiFixture.BASE + "/Conferences/" + participant.conference() + ".json";
  }
}
