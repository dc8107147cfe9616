package dev.rollcall.rest.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.account.Accounts;
import dev.rollcall.core.audio.CallQuality;
import dev.rollcall.core.conference.LeaveReason;
import dev.rollcall.core.conference.Participant;
import dev.rollcall.core.testing.TestRoster;
import dev.rollcall.rest.door.DoorFixture;
import dev.rollcall.rest.insights.InsightsApi;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class QualityDoorTest {
  private static final CallQuality GOOD =
      new CallQuality(
          "PCMU",
          new CallQuality.Received(997, 3, 2, 1, OptionalDouble.of(1.26), OptionalInt.of(40)),
          new CallQuality.Sent(
              1_000,
              Optional.of(
                  new CallQuality.FarEnd(0.333, 2.04, Optional.of(Duration.ofMillis(50))))));

  private static final String GOOD_JSON =
      """
      "codec":"PCMU","received":{"packets":997,"lost":3,"lost_percent":0.3,"late":2,\
      "discarded":1,"jitter_ms":1.3,"buffer_ms":40},"sent":{"packets":1000,\
      "lost_percent":0.33,"jitter_ms":2.0,"round_trip_ms":50.0},"mos":4.33\
      """;

  private static final String NOTHING_JSON =
      """
      "codec":null,"received":{"packets":null,"lost":null,"lost_percent":null,"late":null,\
      "discarded":null,"jitter_ms":null,"buffer_ms":null},"sent":{"packets":null,\
      "lost_percent":null,"jitter_ms":null,"round_trip_ms":null},"mos":null\
      """;

  private final TestRoster core = new TestRoster();
  private final Accounts accounts = DoorFixture.accounts();
  private final DoorFixture doors =
      new DoorFixture(
          core.clock(),
          Map.of(
              ConferenceDoors.MOUNT,
              new QualityDoor(accounts, core.roster()),
              InsightsApi.MOUNT,
              new InsightsApi(accounts, core.roster())));

  @AfterEach
  void close() {
    doors.close();
    core.close();
  }

  private static String of(String conference) {
    return ConferenceDoors.MOUNT + "/" + conference + "/quality";
  }

  private List<String> calls(String path) {
    List<String> calls = new ArrayList<>();
    doors
        .get(path)
        .isOk()
        .body()
        .get("participants")
        .forEach(each -> calls.add(each.get("call_sid").asString()));
    return calls;
  }

  private static String entry(
      Participant participant, boolean live, boolean speaking, String rest) {
    return "{\"call_sid\":\"%s\",\"participant_sid\":\"%s\",\"label\":\"%s\",\"live\":%b,\"speaking\":%b,%s}"
        .formatted(
            participant.call(),
            participant.sid(),
            participant.label().orElseThrow(),
            live,
            speaking,
            rest);
  }

  @Test
  void tellsEveryFigureAndNullForWhatIsNotKnown() {
    Participant ann = core.join("standup", "ann");
    Participant test = core.join("standup", "test");
    core.audio().arrives(ann.call(), GOOD);
    core.roster().onSpeech(Map.of(ann.call(), true));

    assertThat(doors.get(of("standup")).isOk().body().toString())
        .isEqualTo(
            "{\"conference_sid\":\"%s\",\"participants\":[%s,%s],\"next_cursor\":null}"
                .formatted(
                    ann.conference(),
                    entry(test, true, false, NOTHING_JSON),
                    entry(ann, true, true, GOOD_JSON)));
  }

  @Test
  void keepsTheFiguresOfWhoLeftAndShowsThemInTheSummaryToo() {
    Participant ann = core.join("standup", "ann");
    Participant test = core.join("standup", "test");
    core.audio().arrives(ann.call(), GOOD);
    core.roster().leave(ann.call(), LeaveReason.HUNG_UP);
    core.audio().closed(ann.call());
    core.roster().leave(test.call(), LeaveReason.HUNG_UP);

    JsonNode body = doors.get(of(ann.conference().text())).isOk().body();
    assertThat(body.get("participants").get(1).toString())
        .isEqualTo(entry(ann, false, false, GOOD_JSON));
    String people = InsightsApi.MOUNT + "/" + ann.conference() + "/Participants";
    assertThat(doors.get(people + "/" + ann.sid()).isOk().body().get("metrics").toString())
        .isEqualTo("{" + GOOD_JSON + "}");
    JsonNode all = doors.get(people).isOk().body().get("participants");
    assertThat(all.get(0).get("metrics").isNull()).isTrue();
    assertThat(all.get(1).get("metrics").toString()).isEqualTo("{" + GOOD_JSON + "}");
    doors.get(of("standup")).isError(404, 20404);
  }

  @Test
  void choosesWhoIsThereWhoLeftAndWhoSpeaks() {
    Participant ann = core.join("standup", "ann");
    Participant bob = core.join("standup", "bob");
    Participant eve = core.join("standup", "eve");
    core.roster().leave(bob.call(), LeaveReason.HUNG_UP);
    core.roster().onSpeech(Map.of(eve.call(), true));
    String path = of(ann.conference().text());

    assertThat(calls(path + "?live=true")).containsExactly(eve.call().text(), ann.call().text());
    assertThat(calls(path + "?live=false")).containsExactly(bob.call().text());
    assertThat(calls(path + "?speaking=true")).containsExactly(eve.call().text());
    assertThat(calls(path + "?speaking=false")).hasSize(3);
    core.roster().onSpeech(Map.of(eve.call(), false));
    assertThat(calls(path + "?speaking=true")).isEmpty();
  }

  @Test
  void pagesLeaveNobodyOutThoughSomebodyLeaves() {
    List<Participant> all = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      all.addFirst(core.join("standup", "phone" + i));
    }
    List<String> seen = new ArrayList<>();
    String cursor = "";
    while (true) {
      JsonNode page = doors.get(of("standup") + "?limit=2" + cursor).isOk().body();
      page.get("participants").forEach(each -> seen.add(each.get("call_sid").asString()));
      if (page.get("next_cursor").isNull()) {
        break;
      }
      core.roster().leave(all.get(seen.size() - 1).call(), LeaveReason.HUNG_UP);
      cursor = "&cursor=" + page.get("next_cursor").asString();
    }
    assertThat(seen)
        .containsExactlyElementsOf(all.stream().map(each -> each.call().text()).toList());
  }

  @Test
  void refusesWhatIsWrong() {
    Participant ann = core.join("standup", "ann");
    String path = of(ann.conference().text());
    doors.get(of("nowhere")).isError(404, 20404);
    doors.get(path + "/more").isError(404, 20404);
    doors.get(path + "?limit=0").isError(400, 20001);
    doors.get(path + "?limit=201").isError(400, 20001);
    doors.get(path + "?live=maybe").isError(400, 20001);
    doors.get(path + "?x=1").isError(400, 20001);
    doors.get(path + "?cursor=x").isError(400, 20001);
    doors.send("GET", path, Map.of()).isError(401, 20003);
    doors.send("POST", path, Map.of("Authorization", DoorFixture.OWNER)).isError(405, 20004);
  }
}
