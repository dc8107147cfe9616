package dev.rollcall.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.audio.AudioRoute;
import dev.rollcall.core.audio.Hears;
import dev.rollcall.core.conference.Controls;
import dev.rollcall.core.conference.LeaveReason;
import dev.rollcall.core.conference.Participant;
import dev.rollcall.core.roster.ConferenceReference;
import dev.rollcall.core.roster.ParticipantReference;
import dev.rollcall.core.testing.Await;
import dev.rollcall.core.testing.TestRoster;
import dev.rollcall.core.web.WebMethod;
import dev.rollcall.core.web.WebTarget;
import dev.rollcall.rest.testing.ListContract;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParticipantTest {
  private final ApiFixture api = ApiFixture.usual();
  private final TestRoster core = api.core();
  private final Participant ann = core.join("standup", "ann");
  private final Participant bob = core.join("standup", "bob é-1");

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void isReadByCallOrByLabel() {
    ApiFixture.Answer byCall = api.get(ApiFixture.pathOf(bob)).isOk();
    ApiFixture.Answer byLabel = api.get(labelled("bob%20%C3%A9-1")).isOk();
    ApiFixture.Answer byNameAndLabel =
        api.get(ApiFixture.BASE + "/Conferences/standup/Participants/bob%20%C3%A9-1.json").isOk();

    assertThat(byCall.body().get("label").asString()).isEqualTo("bob é-1");
    assertThat(byLabel.body()).isEqualTo(byCall.body());
    assertThat(byNameAndLabel.body()).isEqualTo(byCall.body());
    assertThat(byCall.body().get("uri").asString()).isEqualTo(ApiFixture.pathOf(bob));
    ListContract.checkDate(byCall.body().get("date_created"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bob%2520", "nobody", "bob/1", "bob%2F1", "BOB%20%C3%A9-1", ""})
  void isNotFoundByAnythingElse(String label) {
    api.get(labelled(label)).isError(404, 20404).says("/Participants/" + label);
  }

  @Test
  void aLabelMayEndLikeAFormat() {
    core.join("standup", "notes.xml");

    api.get(labelled("notes.xml")).isOk();
    api.get(labelled("notes.xml").replace(".xml.json", ".xml")).isError(400, 20001).says(".json");
  }

  @Test
  void takesItsFlagsFromAForm() {
    ApiFixture.Answer answer =
        api.post(
                ApiFixture.pathOf(ann),
                "Muted=true&Hold=True&EndConferenceOnExit=true&BeepOnExit=true")
            .isOk();

    assertThat(answer.body().get("muted").asBoolean()).isTrue();
    assertThat(answer.body().get("hold").asBoolean()).isTrue();
    assertThat(answer.body().get("end_conference_on_exit").asBoolean()).isTrue();
    assertThat(controls(ann))
        .isEqualTo(new Controls(true, true, Optional.empty(), true, true, false, true));

    api.post(ApiFixture.pathOf(ann), "Muted=whatever&Hold=false").isOk();
    assertThat(controls(ann).muted()).isFalse();
    assertThat(controls(ann).hold()).isFalse();
    assertThat(controls(ann).beepOnExit()).isTrue();
  }

  @Test
  void takesParametersOfItsQueryToo() {
    api.post(ApiFixture.pathOf(ann) + "?Muted=true&Hold=true", "Hold=false").isOk();

    assertThat(controls(ann).muted()).isTrue();
    assertThat(controls(ann).hold()).isFalse();
  }

  @Test
  void coachesByCallSid() {
    api.post(ApiFixture.pathOf(ann), "CallSidToCoach=" + bob.call()).isOk();
    assertThat(controls(ann).coached()).contains(bob.call());

    api.post(ApiFixture.pathOf(ann), "Coaching=false").isOk();
    assertThat(controls(ann).coached()).isEmpty();

    api.post(ApiFixture.pathOf(ann), "Coaching=true").isError(400, 20001).says("CallSidToCoach");
    api.post(ApiFixture.pathOf(ann), "CallSidToCoach=bob").isError(400, 20001).says("'bob'");
    api.post(ApiFixture.pathOf(ann), "CallSidToCoach=" + core.sids().call()).isError(400, 16028);
    api.post(ApiFixture.pathOf(bob), "Hold=true").isOk();
    api.post(ApiFixture.pathOf(ann), "CallSidToCoach=" + bob.call()).isError(400, 16027);
  }

  @Test
  void isNotPutOnHoldTogetherWithWhatItWouldNotHear() {
    api.post(ApiFixture.pathOf(ann), "Hold=true&CallSidToCoach=" + bob.call()).isError(400, 16002);
    api.post(ApiFixture.pathOf(ann), "Hold=true&AnnounceUrl=http%3A%2F%2Fexample.com%2Fa.mp3")
        .isError(400, 16002);

    assertThat(controls(ann)).isEqualTo(Controls.DEFAULT);
  }

  @Test
  void fetchesHoldMusic() {
    api.post(ApiFixture.pathOf(ann), "Hold=true&HoldUrl=https%3A%2F%2Fexample.com%2Fa.wav").isOk();
    api.post(ApiFixture.pathOf(ann), "HoldUrl=http://example.com/a.wav&HoldMethod=post").isOk();
    api.post(ApiFixture.pathOf(ann), "Hold=true&HoldUrl=https%3A%2F%2Fexample.com%2Fmissing")
        .isError(400, 11200);
  }

  @Test
  void hearsAnnouncementsAlone() {
    api.post(ApiFixture.pathOf(ann), "AnnounceUrl=http%3A%2F%2Fexample.com%2Fhello.mp3").isOk();

    Await.until(
        () ->
            core.announcements().isEmpty() ? Optional.of("nothing was played") : Optional.empty());
    assertThat(core.announcements().getFirst().call()).contains(ann.call());
    assertThat(core.sounds().requests().getFirst().source())
        .isEqualTo(new WebTarget(URI.create("http://example.com/hello.mp3"), WebMethod.POST));
  }

  @Test
  void isAnnouncedToOnlyOnceItAnswered() {
    Participant carl = core.create("standup", "carl");

    api.post(ApiFixture.pathOf(carl), "AnnounceUrl=http%3A%2F%2Fexample.com%2Fhello.mp3")
        .isError(400, 21220);
    core.dialled(carl).answer();
    api.post(ApiFixture.pathOf(carl), "AnnounceUrl=http%3A%2F%2Fexample.com%2Fhello.mp3").isOk();
  }

  @Test
  void waitsWithWhatItIsGiven() {
    Participant waiting =
        core.roster()
            .join(
                core.request(
                    "waiting",
                    "dora",
                    new Controls(false, false, Optional.empty(), false, false, false, false)));

    api.post(ApiFixture.pathOf(waiting), "WaitUrl=").isOk();
    assertThat(core.routes(waiting.conference()))
        .extracting(AudioRoute::hears)
        .containsExactly(new Hears.Nothing());

    api.post(
            ApiFixture.pathOf(waiting),
            "WaitUrl=http%3A%2F%2Fexample.com%2Fwait.mp3&WaitMethod=GET")
        .isOk();
    Await.until(
        () ->
            core.sounds().requests().isEmpty()
                ? Optional.of("nothing was asked for")
                : Optional.empty());
    assertThat(core.sounds().requests().getFirst().source())
        .isEqualTo(new WebTarget(URI.create("http://example.com/wait.mp3"), WebMethod.GET));
  }

  @Test
  void comesOffHoldThoughTheMusicIsDead() {
    api.post(ApiFixture.pathOf(ann), "Hold=true").isOk();

    String dead = "&HoldUrl=https%3A%2F%2Fexample.com%2Fmissing";
    api.post(ApiFixture.pathOf(ann), "Hold=false" + dead).isOk();
    assertThat(controls(ann).hold()).isFalse();
    api.post(ApiFixture.pathOf(ann), "Hold=false&HoldUrl=music.wav").isError(400, 21205);
  }

  @Test
  void aHoldMethodWithoutAnAddressIsHarmless() {
    api.post(ApiFixture.pathOf(ann), "Hold=true&HoldMethod=POST").isOk();

    assertThat(controls(ann).hold()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "HoldUrl=music.wav, 21205",
    "HoldUrl=, 21205",
    "HoldUrl=ftp://example.com/a, 21205",
    "HoldUrl=file:///etc/passwd, 21205",
    "HoldUrl=http:///a, 21205",
    "HoldUrl=http://exa mple/, 21205",
    "HoldMethod=PUT, 21209",
    "AnnounceUrl=, 21205",
    "AnnounceUrl=mailto:a@example.com, 21205",
    "AnnounceMethod=HEAD, 21209",
    "WaitUrl=music.wav, 21205",
    "WaitMethod=, 21209",
    "Status=complete, 20001",
  })
  void refusesWhatItDoesNotDoAndChangesNothing(String form, int code) {
    api.post(ApiFixture.pathOf(ann), "Muted=true&" + form)
        .isError(400, code)
        .says(form.substring(0, form.indexOf('=')));

    assertThat(controls(ann)).isEqualTo(Controls.DEFAULT);
  }

  @Test
  void ignoresParametersThatDoNotExist() {
    api.post(ApiFixture.pathOf(ann), "Mutedd=true").isOk();

    assertThat(controls(ann)).isEqualTo(Controls.DEFAULT);
  }

  @Test
  void isRemoved() {
    ApiFixture.Answer gone = api.delete(ApiFixture.pathOf(bob));
    assertThat(gone.status()).isEqualTo(204);
    assertThat(gone.body().isMissingNode()).isTrue();
    assertThat(core.hangUps()).containsEntry(bob.call(), LeaveReason.KICKED);

    api.delete(ApiFixture.pathOf(bob)).isError(404, 20404);
    api.get(ApiFixture.pathOf(bob)).isError(404, 20404).says("Status=all");
    api.post(ApiFixture.pathOf(bob), "Muted=true").isError(404, 20404);
  }

  @Test
  void isRemovedByItsStatusToo() {
    api.post(ApiFixture.pathOf(bob), "Status=completed&Muted=true")
        .isError(400, 16002)
        .says("leave out Status, or Muted");
    ApiFixture.Answer gone = api.post(ApiFixture.pathOf(bob), "Status=completed").isOk();

    assertThat(gone.body().get("status").asString()).isEqualTo("complete");
    assertThat(gone.body().get("reason_participant_left").asString())
        .isEqualTo("participant_updated_via_api");
    assertThat(core.hangUps()).containsEntry(bob.call(), LeaveReason.KICKED);
  }

  @Test
  void isNotThereOnceTheConferenceIsOver() {
    core.roster().end(TestRoster.ACCOUNT, new ConferenceReference.BySid(ann.conference()));

    api.get(ApiFixture.pathOf(ann)).isError(404, 20404);
    api.post(ApiFixture.pathOf(ann), "Muted=true").isError(404, 20404);
    api.delete(ApiFixture.pathOf(ann)).isError(404, 20404);
  }

  @Test
  void tellsThatNothingChangedWhenTheStoreFails() {
    core.store().failing(true);
    api.post(ApiFixture.pathOf(ann), "Muted=true").isError(503, 20503).says("not made");
    core.store().failing(false);

    assertThat(controls(ann).muted()).isFalse();
  }

  private Controls controls(Participant participant) {
    return core.roster()
        .participant(
            TestRoster.ACCOUNT,
            new ConferenceReference.BySid(participant.conference()),
            new ParticipantReference.ByCall(participant.call()))
        .controls();
  }

  private String labelled(String label) {
    return ApiFixture.BASE
        + "/Conferences/"
        + ann.conference()
        + "/Participants/"
        + label
        + ".json";
  }
}
