package dev.rollcall.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.conference.Participant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link RestSettings#strict} changes; the usual answers are tested where they belong. */
class StrictTest {
  private final ApiFixture api = ApiFixture.strict();
  private final Participant ann = api.core().join("standup", "ann");

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void refusesLargePages() {
    api.get(ApiFixture.participantsOf(ann) + "?PageSize=1001").isError(400, 20007).says("1000");
    api.participants(ApiFixture.participantsOf(ann) + "?PageSize=1000");
  }

  @Test
  void refusesAPageWithoutAToken() {
    api.get(ApiFixture.participantsOf(ann) + "?Page=1").isError(400, 70002);
    api.participants(ApiFixture.participantsOf(ann) + "?Page=0");
  }

  @Test
  void itsOwnLinksCanBeFollowed() {
    api.core().join("standup", "bob");
    api.core().join("standup", "eve");

    ApiFixture.Answer first = api.participants(ApiFixture.participantsOf(ann) + "?PageSize=1");
    ApiFixture.Answer second = api.participants(first.link("next_page_uri").orElseThrow());
    ApiFixture.Answer third = api.participants(second.link("next_page_uri").orElseThrow());
    assertThat(third.texts("participants", "label")).containsExactly("ann");
    assertThat(third.link("next_page_uri")).isEmpty();

    api.participants(third.link("uri").orElseThrow());
    ApiFixture.Answer back = api.participants(third.link("previous_page_uri").orElseThrow());
    assertThat(back.texts("participants", "label")).containsExactly("bob");
    api.participants(third.link("first_page_uri").orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(strings = {"standup", "nothing", "CF12", "CA0123456789abcdef0123456789abcdef"})
  void addressesConferencesBySidAlone(String name) {
    String path = ApiFixture.BASE + "/Conferences/" + name;

    api.get(path + "/Participants.json").isError(405, 20004).says("sid");
    api.get(path + ".json").isError(405, 20004);
    api.post(path + ".json", "Status=completed").isError(405, 20004);
    api.delete(path + "/Participants/ann.json").isError(405, 20004);
    assertThat(api.core().hangUps()).isEmpty();
  }

  @Test
  void aRoomIsOpenedByItsNameAllTheSame() {
    String form = "From=%2B15005550006&To=rollcall%3Atone";

    api.post(ApiFixture.BASE + "/Conferences/new%20room/Participants.json", form).isCreated();
    api.post(ApiFixture.participantsOf(ann), form).isCreated();
    api.post(ApiFixture.participantsOf(ann), form + "&Record=true&Byoc=BY1").isCreated();
    api.post(ApiFixture.participantsOf(ann), form + "&Records=true").isError(400, 20001);
    api.post(ApiFixture.participantsOf(ann), form + "&Muted=yes").isError(400, 20001);
  }

  @Test
  void labelsStillAddressParticipants() {
    api.get(ApiFixture.pathOf(ann).replace(ann.call().text(), "ann")).isOk();
  }

  @Test
  void refusesFlagsThatAreNeitherTrueNorFalse() {
    api.post(ApiFixture.pathOf(ann), "Muted=yes").isError(400, 20001).says("Muted");
    api.post(ApiFixture.pathOf(ann), "Muted=TRUE").isOk();
  }

  @Test
  void refusesParametersThatDoNotExist() {
    api.get(ApiFixture.participantsOf(ann) + "?Mute=true").isError(400, 20001).says("'Mute'");
    api.get(ApiFixture.BASE + "/Calls.json?Muted=true").isError(400, 20001);
    api.post(ApiFixture.pathOf(ann), "Label=x").isError(400, 20001).says("'Label'");
    String conference = ApiFixture.BASE + "/Conferences/" + ann.conference() + ".json";
    api.post(conference, "Muted=true").isError(400, 20001);
    api.get(conference + "?Status=init").isError(400, 20001).says("there is none");
    api.get(ApiFixture.pathOf(ann) + "?Muted=true").isError(400, 20001);
    api.delete(ApiFixture.pathOf(ann) + "?Force=true").isError(400, 20001);
    api.get(ApiFixture.BASE + "/Calls/" + ann.call() + ".json?To=x").isError(400, 20001);
    assertThat(api.core().hangUps()).isEmpty();
  }
}
