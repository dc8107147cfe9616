package dev.rollcall.rest.insights;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.account.Account;
import dev.rollcall.core.account.Accounts;
import dev.rollcall.core.conference.Controls;
import dev.rollcall.core.conference.LeaveReason;
import dev.rollcall.core.conference.Participant;
import dev.rollcall.core.identity.ConferenceSid;
import dev.rollcall.core.roster.ConferenceReference;
import dev.rollcall.core.signalling.JoinRequest;
import dev.rollcall.core.testing.TestRoster;
import dev.rollcall.rest.door.DoorFixture;
import dev.rollcall.rest.door.DoorFixture.Answer;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Lists of conferences and participants: filters and pages. */
class InsightsListTest {
  private static final String PATH = InsightsApi.MOUNT;

  private final TestRoster core = new TestRoster();
  private final Accounts accounts = DoorFixture.accounts();
  private final DoorFixture doors =
      new DoorFixture(core.clock(), Map.of(PATH, new InsightsApi(accounts, core.roster())));

  @AfterEach
  void close() {
    doors.close();
    core.close();
  }

  @Test
  void pagesThroughEveryoneThereAndBack() {
    List<String> newestFirst = new ArrayList<>();
    Participant first = core.join("standup", "p0");
    newestFirst.add("p0");
    for (int i = 1; i < 7; i++) {
      Participant each = core.join("standup", "p" + i);
      newestFirst.addFirst("p" + i);
      if (i % 2 == 0) {
        core.roster().leave(each.call(), LeaveReason.HUNG_UP);
      }
    }

    pagesBothWays(of(first.conference()) + "/Participants?", "participants", "label", newestFirst);
  }

  @Test
  void pagesThroughConferencesByTheReasonOfTheirEnd() {
    List<String> newestFirst = new ArrayList<>();
    for (int i = 0; i < 13; i++) {
      Participant each = core.join("room" + i, "p");
      if (i % 2 == 0) {
        newestFirst.addFirst("room" + i);
        core.roster().leave(each.call(), LeaveReason.HUNG_UP);
      } else {
        core.roster().end(TestRoster.ACCOUNT, new ConferenceReference.BySid(each.conference()));
      }
    }

    pagesBothWays(
        PATH + "?EndReason=last_participant_left&", "conferences", "friendly_name", newestFirst);
  }

  private void pagesBothWays(String query, String key, String field, List<String> expected) {
    List<String> down = new ArrayList<>();
    List<String> up = new ArrayList<>();
    String link = doors.origin() + query + "PageSize=2";
    String last = "";
    while (!link.isEmpty()) {
      Answer answer = doors.get(link.substring(doors.origin().length())).isOk();
      assertThat(answer.body().propertyNames()).containsExactlyInAnyOrder(key, "meta");
      JsonNode meta = answer.body().get("meta");
      assertThat(meta.propertyNames())
          .containsExactlyInAnyOrder(
              "page",
              "page_size",
              "first_page_url",
              "previous_page_url",
              "url",
              "next_page_url",
              "key");
      assertThat(meta.get("key").asString()).isEqualTo(key);
      assertThat(meta.get("page_size").asInt()).isEqualTo(2);
      assertThat(meta.get("page").asInt()).isEqualTo(down.size() / 2);
      down.addAll(answer.texts(key, field));
      last = link;
      link = meta.get("next_page_url").isNull() ? "" : meta.get("next_page_url").asString();
      assertThat(link).matches(next -> next.isEmpty() || next.startsWith(doors.origin() + PATH));
    }
    link = last;
    while (!link.isEmpty()) {
      Answer answer = doors.get(link.substring(doors.origin().length())).isOk();
      up.addAll(0, answer.texts(key, field));
      JsonNode previous = answer.body().get("meta").get("previous_page_url");
      link = previous.isNull() ? "" : previous.asString();
    }
    assertThat(down).isEqualTo(expected);
    assertThat(up).isEqualTo(expected);
  }

  @Test
  void filtersConferences() {
    Participant over = core.join("retro", "ann");
    core.roster().end(TestRoster.ACCOUNT, new ConferenceReference.BySid(over.conference()));
    core.clock().advance(Duration.ofHours(1));
    Participant live = core.join("standup", "ann");

    assertThat(names("")).containsExactly("standup", "retro");
    assertThat(names("?Status=completed")).containsExactly("retro");
    assertThat(names("?Status=in_progress")).containsExactly("standup");
    assertThat(names("?Status=summary_timeout")).isEmpty();
    assertThat(names("?FriendlyName=retro")).containsExactly("retro");
    assertThat(names("?ConferenceSid=" + live.conference())).containsExactly("standup");
    assertThat(names("?ConferenceSid=" + live.conference() + "&Status=completed")).isEmpty();
    assertThat(names("?ConferenceSid=" + new ConferenceSid(new UUID(1, 1)))).isEmpty();
    assertThat(names("?EndReason=conference_ended_via_api")).containsExactly("retro");
    assertThat(names("?EndReason=last_participant_left")).isEmpty();
    assertThat(names("?CreatedAfter=2026-11-21T08:30:00Z")).containsExactly("standup");
    assertThat(names("?CreatedBefore=2026-11-21T09:30:00%2B01:00")).containsExactly("retro");
    assertThat(names("?CreatedAfter=2026-11-22")).isEmpty();
    assertThat(names("?MixerRegion=us1")).isEmpty();
    assertThat(names("?Subaccount=" + TestRoster.ACCOUNT)).hasSize(2);
  }

  @Test
  void showsAnOwnerTheConferencesOfItsSubAccounts() {
    Account own = accounts.create(TestRoster.ACCOUNT, Optional.of("own"));
    JoinRequest request = core.request("retro", "bob", Controls.DEFAULT);
    Participant bob =
        core.roster()
            .join(
                new JoinRequest(
                    own.sid(),
                    request.room(),
                    request.call(),
                    request.parties(),
                    request.label(),
                    request.controls(),
                    request.leg()));

    assertThat(names("")).isEmpty();
    assertThat(names("?Subaccount=" + own.sid())).containsExactly("retro");
    doors
        .send(
            "GET", PATH + "?Subaccount=" + own.sid(), Map.of("Authorization", DoorFixture.STRANGER))
        .isError(400, 20001);
    JsonNode shown =
        doors.get(PATH + "?Subaccount=" + own.sid()).isOk().body().get("conferences").get(0);
    doors.get(path(shown.get("url"))).isOk();
    JsonNode person =
        doors
            .get(path(shown.get("links").get("participants")))
            .isOk()
            .body()
            .get("participants")
            .get(0);
    assertThat(doors.get(path(person.get("url"))).isOk().body()).isEqualTo(person);
    doors
        .send("GET", of(bob.conference()), Map.of("Authorization", DoorFixture.STRANGER))
        .isError(404, 20404);
    Participant ann = core.join("standup", "ann");
    doors
        .send(
            "GET",
            of(ann.conference()),
            Map.of("Authorization", DoorFixture.basic(own.sid().text(), own.authToken())))
        .isError(404, 20404);
    assertThat(
            doors
                .send(
                    "GET",
                    of(bob.conference()),
                    Map.of("Authorization", DoorFixture.basic(own.sid().text(), own.authToken())))
                .status())
        .isEqualTo(200);
  }

  private static String path(JsonNode url) {
    return URI.create(url.asString()).getPath();
  }

  @Test
  void leavesOutWhoseEndIsStillToBeWritten() {
    Participant ann = core.join("standup", "ann");
    Participant bob = core.createAndAnswer("standup", "bob");
    core.store().failing(true);
    core.roster().leave(bob.call(), LeaveReason.HUNG_UP);

    assertThat(
            doors.get(of(ann.conference()) + "/Participants").isOk().texts("participants", "label"))
        .containsExactly("ann");
  }

  @Test
  void filtersParticipantsByLabel() {
    Participant first = core.join("standup", "ann");
    core.roster().leave(first.call(), LeaveReason.HUNG_UP);
    Participant again = core.join("retro", "ann");
    core.join("retro", "bob");
    core.roster().leave(again.call(), LeaveReason.HUNG_UP);
    core.join("retro", "ann");

    assertThat(
            doors
                .get(of(again.conference()) + "/Participants?Label=ann")
                .isOk()
                .texts("participants", "label"))
        .containsExactly("ann", "ann");
  }

  private List<String> names(String query) {
    return doors.get(PATH + query).isOk().texts("conferences", "friendly_name");
  }

  private static String of(ConferenceSid conference) {
    return PATH + "/" + conference;
  }
}
