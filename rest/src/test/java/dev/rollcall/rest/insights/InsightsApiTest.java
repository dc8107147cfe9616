package dev.rollcall.rest.insights;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.account.Accounts;
import dev.rollcall.core.conference.Controls;
import dev.rollcall.core.conference.LeaveReason;
import dev.rollcall.core.conference.Participant;
import dev.rollcall.core.identity.ConferenceSid;
import dev.rollcall.core.identity.ParticipantSid;
import dev.rollcall.core.testing.TestRoster;
import dev.rollcall.rest.door.DoorFixture;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class InsightsApiTest {
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
  void tellsOfAConferenceThatIsOver() {
    Participant ann = core.join("standup", "ann");
    core.clock().advance(Duration.ofMillis(1_600));
    Participant bob = core.join("standup", "bob");
    core.clock().advance(Duration.ofSeconds(60));
    core.roster().leave(ann.call(), LeaveReason.HUNG_UP);
    core.clock().advance(Duration.ofSeconds(5));
    core.roster().leave(bob.call(), LeaveReason.HUNG_UP);

    assertThat(doors.get(of(ann.conference())).isOk().body().toString())
        .isEqualTo(
            """
            {"conference_sid":"%1$s","account_sid":"%2$s","friendly_name":"standup",\
            "create_time":"2026-11-21T08:00:00Z","start_time":"2026-11-21T08:00:00Z",\
            "end_time":"2026-11-21T08:01:06Z","duration_seconds":66,\
            "connect_duration_seconds":66,"status":"completed","max_participants":null,\
            "max_concurrent_participants":2,"unique_participants":2,\
            "end_reason":"last_participant_left","ended_by":"%3$s","mixer_region":null,\
            "mixer_region_requested":null,"recording_enabled":false,"detected_issues":null,\
            "tags":null,"tag_info":null,"processing_state":"complete",\
            "url":"%4$s/v1/Conferences/%1$s",\
            "links":{"participants":"%4$s/v1/Conferences/%1$s/Participants"}}\
            """
                .formatted(ann.conference(), TestRoster.ACCOUNT, bob.call(), doors.origin()));
  }

  @Test
  void tellsOfAConferenceThatIsOn() {
    Participant ann = core.join("standup", "ann");
    core.clock().advance(Duration.ofSeconds(5));

    JsonNode body = doors.get(of(ann.conference())).isOk().body();

    assertThat(body.get("status").asString()).isEqualTo("in_progress");
    assertThat(body.get("processing_state").asString()).isEqualTo("in_progress");
    for (String name :
        List.of(
            "end_time", "duration_seconds", "connect_duration_seconds", "end_reason", "ended_by")) {
      assertThat(body.get(name).isNull()).as(name).isTrue();
    }
    JsonNode participant =
        doors.get(of(ann.conference()) + "/Participants").body().get("participants").get(0);
    assertThat(participant.get("call_status").asString()).isEqualTo("answered");
    assertThat(participant.get("processing_state").asString()).isEqualTo("in_progress");
    assertThat(participant.get("leave_time").isNull()).isTrue();
    assertThat(participant.get("duration_seconds").isNull()).isTrue();
  }

  @Test
  void tellsOfAConferenceThatNobodyStarted() {
    Participant ann =
        core.roster()
            .join(
                core.request(
                    "standup",
                    "ann",
                    new Controls(false, false, Optional.empty(), false, false, false, false)));
    assertThat(doors.get(of(ann.conference())).body().get("status").asString())
        .isEqualTo("not_started");
    core.clock().advance(Duration.ofSeconds(5));
    core.roster().leave(ann.call(), LeaveReason.HUNG_UP);

    JsonNode body = doors.get(of(ann.conference())).isOk().body();

    assertThat(body.get("start_time").isNull()).isTrue();
    assertThat(body.get("connect_duration_seconds").isNull()).isTrue();
    assertThat(body.get("duration_seconds").asInt()).isEqualTo(5);
    JsonNode participant =
        doors.get(of(ann.conference()) + "/Participants").body().get("participants").get(0);
    assertThat(participant.get("is_moderator").asBoolean()).isFalse();
  }

  @Test
  void tellsOfAParticipantThatLeft() {
    Participant ann =
        core.roster()
            .join(
                core.request(
                    "standup",
                    "ann",
                    new Controls(false, false, Optional.empty(), true, false, true, false)));
    core.join("standup", "bob");
    core.clock().advance(Duration.ofMillis(2_999));
    core.roster().leave(ann.call(), LeaveReason.HUNG_UP);

    assertThat(
            doors.get(of(ann.conference()) + "/Participants/" + ann.sid()).isOk().body().toString())
        .isEqualTo(
            """
            {"participant_sid":"%1$s","label":"ann","conference_sid":"%2$s","call_sid":"%3$s",\
            "account_sid":"%4$s","call_direction":"inbound","from":"sip:ann@127.0.0.1",\
            "to":"sip:standup@127.0.0.1","call_status":"completed","country_code":null,\
            "is_moderator":true,"join_time":"2026-11-21T08:00:00Z",\
            "leave_time":"2026-11-21T08:00:02Z","duration_seconds":2,\
            "outbound_queue_length":null,"outbound_time_in_queue":null,\
            "jitter_buffer_size":null,"is_coach":false,"coached_participants":[],\
            "participant_region":null,"conference_region":null,"call_type":"sip",\
            "processing_state":"complete","properties":{"start_conference_on_enter":true,\
            "end_conference_on_exit":false,"beep_on_enter":true,"beep_on_exit":false},\
            "events":null,"metrics":null,\
            "url":"%5$s/v1/Conferences/%2$s/Participants/%1$s"}\
            """
                .formatted(
                    ann.sid(), ann.conference(), ann.call(), TestRoster.ACCOUNT, doors.origin()));
  }

  @Test
  void findsEachParticipantByItsSid() {
    List<Participant> everyone = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      everyone.add(core.join("standup", "p" + i));
    }
    core.roster().leave(everyone.get(5).call(), LeaveReason.HUNG_UP);
    core.roster().leave(everyone.get(0).call(), LeaveReason.HUNG_UP);
    core.roster().leave(everyone.get(3).call(), LeaveReason.HUNG_UP);
    String path = of(everyone.getFirst().conference()) + "/Participants";

    for (Participant each : everyone) {
      assertThat(doors.get(path + "/" + each.sid()).isOk().body().get("call_sid").asString())
          .isEqualTo(each.call().text());
      assertThat(
              doors
                  .get(path + "?ParticipantSid=" + each.sid())
                  .isOk()
                  .texts("participants", "call_sid"))
          .containsExactly(each.call().text());
    }
    Participant elsewhere = core.join("retro", "zoe");
    doors.get(path + "/" + elsewhere.sid()).isError(404, 20404);
    doors.get(path + "/" + new ParticipantSid(new UUID(1, 1))).isError(404, 20404);
    doors.get(path + "/p1").isError(404, 20404);
    assertThat(
            doors.get(path + "?ParticipantSid=" + elsewhere.sid()).texts("participants", "label"))
        .isEmpty();
  }

  @Test
  void refusesWhatItDoesNotUnderstand() {
    Participant ann = core.join("standup", "ann");
    for (String query :
        List.of(
            "?Status=over",
            "?EndReason=boredom",
            "?CreatedAfter=yesterday",
            "?ConferenceSid=standup",
            "?PageSize=0",
            "?Page=x",
            "?Subaccount=" + TestRoster.OTHER_ACCOUNT,
            "?Subaccount=x",
            "?Order=asc")) {
      doors.get(PATH + query).isError(400, 20001);
    }
    String participants = of(ann.conference()) + "/Participants";
    doors.get(participants + "?Events=hold").isError(400, 20001);
    doors.get(participants + "/" + ann.sid() + "?Metrics=x").isError(400, 20001);
    doors.get(participants + "?PageToken=PA" + ann.conference()).isError(400, 21481);
    doors.get(participants + "?PageToken=x").isError(400, 21481);
    doors.get(PATH + "?PageToken=PX" + ann.conference()).isError(400, 21481);
    doors.get(PATH + "?PageToken=PA" + new ConferenceSid(new UUID(1, 1))).isError(400, 21481);
    doors.get(PATH + "?PageSize=1000&Page=11").isError(400, 70002);
    assertThat(
            doors.get(PATH + "?PageSize=5000").isOk().body().get("meta").get("page_size").asInt())
        .isEqualTo(1_000);
  }

  @Test
  void answersForeignOnesLikeNone() {
    Participant ann = core.join("standup", "ann");
    Map<String, String> stranger = Map.of("Authorization", DoorFixture.STRANGER);
    ConferenceSid absent = new ConferenceSid(new UUID(1, 1));
    for (String rest : List.of("", "/Participants", "/Participants/" + ann.sid())) {
      String foreign =
          doors.send("GET", of(ann.conference()) + rest, stranger).isError(404, 20404).message();
      String none = doors.send("GET", of(absent) + rest, stranger).isError(404, 20404).message();
      assertThat(foreign.replace(ann.conference().text(), "CF"))
          .isEqualTo(none.replace(absent.text(), "CF"));
    }
    assertThat(doors.send("GET", PATH, stranger).isOk().body().get("conferences")).isEmpty();
    assertThat(
            doors
                .send("GET", PATH + "?ConferenceSid=" + ann.conference(), stranger)
                .isOk()
                .body()
                .get("conferences"))
        .isEmpty();
  }

  @Test
  void servesItsPathsAndMethodsOnly() {
    Participant ann = core.join("standup", "ann");
    Map<String, String> owner = Map.of("Authorization", DoorFixture.OWNER);
    String path = of(ann.conference());
    for (String each :
        List.of(PATH, path, path + "/Participants", path + "/Participants/" + ann.sid())) {
      assertThat(doors.send("POST", each, owner).isError(405, 20004).header("Allow"))
          .isEqualTo("GET, HEAD");
      assertThat(doors.send("HEAD", each, owner).status()).isEqualTo(200);
      doors.send("GET", each, Map.of()).isError(401, 20003);
    }
    doors.get(PATH + "/standup").isError(404, 20404);
    doors.get(path + "/People").isError(404, 20404);
    doors.get(path + "/Participants/" + ann.sid() + "/more").isError(404, 20404);
  }

  @Test
  void buildsLinksFromTheHostThatWasAsked() throws IOException {
    Participant ann = core.join("standup", "ann");

    assertThat(raw(of(ann.conference()), "insights.example.com", ""))
        .contains("\"url\":\"http://insights.example.com/v1/Conferences/" + ann.conference());
    assertThat(raw(PATH, "insights.example.com", "X-Forwarded-Proto: https\r\n"))
        .contains("\"first_page_url\":\"https://insights.example.com/v1/Conferences?PageSize=50");
    assertThat(raw(PATH, "[::1]:8080", "")).contains("\"http://[::1]:8080/v1/Conferences?");
    assertThat(raw(PATH, "a@evil.example/x?", "")).doesNotContain("evil");
  }

  private String raw(String path, String host, String headers) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), doors.port())) {
      OutputStream out = socket.getOutputStream();
      out.write(
          ("GET "
                  + path
                  + " HTTP/1.1\r\nHost: "
                  + host
                  + "\r\nConnection: close\r\n"
                  + headers
                  + "Authorization: "
                  + DoorFixture.OWNER
                  + "\r\n\r\n")
              .getBytes(StandardCharsets.US_ASCII));
      try (InputStream in = socket.getInputStream()) {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
      }
    }
  }

  private static String of(ConferenceSid conference) {
    return PATH + "/" + conference;
  }
}
