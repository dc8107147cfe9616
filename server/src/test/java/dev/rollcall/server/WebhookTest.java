package dev.rollcall.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.twilio.rest.api.v2010.account.Conference;
import com.twilio.rest.api.v2010.account.conference.Participant;
import com.twilio.rest.api.v2010.account.conference.ParticipantCreator;
import com.twilio.type.PhoneNumber;
import dev.rollcall.core.testing.Await;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** An app that believes its callbacks: each is signed, in order, and true when it comes. */
@Timeout(180)
final class WebhookTest {
  private static final List<String> CONFERENCE_EVENTS =
      List.of("start", "end", "join", "leave", "mute", "hold", "modify", "announcement");
  private static final List<String> CALL_EVENTS =
      List.of("initiated", "ringing", "answered", "completed");
  private static final Map<String, String> ENVIRONMENT =
      Map.of("ROLLCALL_ALLOW_PRIVATE_TARGETS", "true", "ROLLCALL_CALLS_PER_SECOND", "1000");
  private static final int ROOMS = 8;
  private static final int VISITS = 50;

  @TempDir private Path data;
  private App app;

  @BeforeEach
  void start() throws Exception {
    app = App.start(TestServer.OWNER);
  }

  @AfterEach
  void stop() {
    app.close();
  }

  @Test
  void tellsTheWholeLifeOfAConference() throws Exception {
    try (TestServer server = TestServer.start(data, ENVIRONMENT)) {
      Participant tone = creator("standup").setLabel("tone").create(server.sdk());
      String conference = tone.getConferenceSid();
      app.await("/conference", "participant-join");
      Participant.updater(conference, "tone").setMuted(true).update(server.sdk());
      Participant.updater(conference, "tone").setHold(true).update(server.sdk());
      Participant.updater(conference, "tone").setEndConferenceOnExit(true).update(server.sdk());
      Participant.updater(conference, "tone").setMuted(false).setHold(false).update(server.sdk());
      assertThat(Participant.deleter(conference, "tone").delete(server.sdk())).isTrue();

      App.Told end = app.await("/conference", "conference-end");
      App.Told completed = app.await("/call", "completed");

      assertThat(app.told("/conference").stream().map(App.Told::event))
          .containsExactly(
              "participant-join",
              "conference-start",
              "participant-mute",
              "participant-hold",
              "participant-modify",
              "participant-unmute",
              "participant-unhold",
              "participant-leave",
              "conference-end");
      // Not without gaps: that the tone speaks is numbered too, and nobody asked for it.
      assertThat(app.told("/conference").stream().map(App.Told::sequence))
          .startsWith(1, 2)
          .isSorted()
          .doesNotHaveDuplicates();
      App.Told leave = app.await("/conference", "participant-leave");
      assertThat(leave.parameters())
          .containsEntry("ConferenceSid", conference)
          .containsEntry("FriendlyName", "standup")
          .containsEntry("AccountSid", TestServer.OWNER.sid().text())
          .containsEntry("CallSid", tone.getCallSid())
          .containsEntry("ParticipantLabel", "tone")
          .containsEntry("Muted", "false")
          .containsEntry("EndConferenceOnExit", "true")
          .containsEntry("ReasonParticipantLeft", "participant_updated_via_api");
      assertThat(end.parameters())
          .containsEntry("ReasonConferenceEnded", "participant-with-end-conference-on-exit-kicked")
          .containsEntry("CallSidEndingConference", tone.getCallSid())
          .containsEntry("ParticipantLabelEndingConference", "tone");
      assertThat(app.told("/call").stream().map(told -> told.get("CallStatus")))
          .startsWith("initiated")
          .endsWith("completed");
      assertThat(completed.parameters())
          .containsEntry("CallSid", tone.getCallSid())
          .containsEntry("Direction", "outbound-api")
          .containsKey("CallDuration");
      assertThat(app.unsigned()).isEmpty();
      assertThat(deliveries(server).get("deliveries").size()).isPositive();
      assertThat(server.api().metric("rollcall_webhooks_delivered_total")).isPositive();
    }
  }

  @Test
  void noListContradictsAWebhookWhileManyComeAndGo() throws Exception {
    List<String> lies = new CopyOnWriteArrayList<>();
    try (TestServer server = TestServer.start(data, ENVIRONMENT);
        ExecutorService rooms = Executors.newVirtualThreadPerTaskExecutor()) {
      app.onEach(told -> lies.addAll(contradictions(server.api(), told)));
      List<Future<?>> visitors = new ArrayList<>();
      for (int room = 0; room < ROOMS; room++) {
        String name = "room" + room;
        visitors.add(rooms.submit(() -> comeAndGo(server, name)));
      }
      for (Future<?> each : visitors) {
        each.get();
      }
      Await.until(
          () -> {
            long ends =
                app.told("/conference").stream()
                    .filter(told -> told.event().equals("conference-end"))
                    .count();
            return ends == ROOMS ? Optional.empty() : Optional.of(ends + " conferences ended");
          });
    }
    assertThat(lies).isEmpty();
    assertThat(app.unsigned()).isEmpty();
    for (String conference : conferences()) {
      List<Integer> numbers =
          app.told("/conference").stream()
              .filter(told -> told.get("ConferenceSid").equals(conference))
              .map(App.Told::sequence)
              .toList();
      // Joins and leaves of all visitors and of the keeper, the start and the end. Who speaks has
      // numbers between them.
      assertThat(numbers).hasSize(2 * (VISITS + 1) + 2).isSorted().doesNotHaveDuplicates();
    }
  }

  @Test
  void whatAKilledServerHadNotDeliveredComesAfterItsStart() throws Exception {
    Map<String, String> environment =
        Map.of(
            "ROLLCALL_ACCOUNT_SID",
            TestServer.OWNER.sid().text(),
            "ROLLCALL_AUTH_TOKEN",
            TestServer.OWNER.authToken(),
            "ROLLCALL_ALLOW_PRIVATE_TARGETS",
            "true",
            "ROLLCALL_CALLS_PER_SECOND",
            "1000");
    app.answer(503);
    try (ServerProcess first = ServerProcess.start("serve", data, environment)) {
      Api api = new Api(first.http(), TestServer.OWNER);
      assertThat(
              api.post(
                      "Conferences/standup/Participants.json",
                      "From=%2B4930123450&To=rollcall%3Atone&Label=tone"
                          + "&ConferenceStatusCallback="
                          + app.address("/conference")
                          + "&ConferenceStatusCallbackEvent=start%20end%20join%20leave%20mute")
                  .statusCode())
          .isEqualTo(201);
      Await.until(
          () ->
              api.json("Conferences/standup/Participants/tone.json")
                      .get("status")
                      .asString()
                      .equals("connected")
                  ? Optional.empty()
                  : Optional.of("not connected yet"));
      assertThat(api.post("Conferences/standup/Participants/tone.json", "Muted=true").statusCode())
          .isEqualTo(200);
      Await.until(
          () -> app.requests() > 0 ? Optional.empty() : Optional.of("nothing was tried yet"));
      first.kill();
    }
    app.answer(204);
    try (ServerProcess second = ServerProcess.start("serve", data, environment)) {
      InetSocketAddress http = second.http();
      App.Told end = app.await("/conference", "conference-end");

      assertThat(app.told("/conference").stream().map(App.Told::event))
          .containsExactly(
              "participant-join",
              "conference-start",
              "participant-mute",
              "participant-leave",
              "conference-end");
      assertThat(app.told("/conference").stream().map(App.Told::sequence))
          .containsExactly(1, 2, 3, 4, 5);
      assertThat(end.get("ReasonConferenceEnded")).isEqualTo("server-restarted");
      assertThat(app.unsigned()).isEmpty();
      assertThat(
              new Api(http, TestServer.OWNER)
                  .json("Conferences.json?Status=in-progress")
                  .get("conferences")
                  .isEmpty())
          .isTrue();
    }
  }

  @Test
  void aPrivateAddressIsNeverAskedUnlessAllowed() throws Exception {
    try (TestServer server = TestServer.start(data, Map.of("ROLLCALL_CALLS_PER_SECOND", "1000"))) {
      creator("standup").create(server.sdk());

      Await.until(
          () -> {
            JsonNode failed = failed(server);
            return failed.isEmpty() ? Optional.of("no delivery failed yet") : Optional.empty();
          });

      assertThat(failed(server).get(0).get("failure").asString()).contains("allow-private-targets");
      assertThat(app.requests()).isZero();
      assertThat(Conference.reader().read(server.sdk())).hasSize(1);
    }
  }

  private static JsonNode failed(TestServer server) throws IOException, InterruptedException {
    return read(server.api().whole("/rollcall/v1/deliveries?state=failed").body())
        .get("deliveries");
  }

  private static JsonNode deliveries(TestServer server) throws IOException, InterruptedException {
    return read(server.api().whole("/rollcall/v1/deliveries").body());
  }

  private static JsonNode read(String json) {
    return tools.jackson.databind.json.JsonMapper.shared().readTree(json);
  }

  private Void comeAndGo(TestServer server, String room) throws Exception {
    Participant keeper = creator(room).setLabel("keeper").create(server.sdk());
    String conference = keeper.getConferenceSid();
    awaitConnected(server, conference, "keeper");
    for (int visit = 0; visit < VISITS; visit++) {
      String label = "visitor" + visit;
      creator(conference).setLabel(label).create(server.sdk());
      awaitConnected(server, conference, label);
      assertThat(
              server
                  .api()
                  .delete("Conferences/" + conference + "/Participants/" + label + ".json")
                  .statusCode())
          .isEqualTo(204);
    }
    server.api().post("Conferences/" + conference + ".json", "Status=completed");
    return null;
  }

  private static void awaitConnected(TestServer server, String conference, String label) {
    Await.until(
        () -> {
          String status =
              server
                  .api()
                  .json("Conferences/" + conference + "/Participants/" + label + ".json")
                  .get("status")
                  .asString();
          return status.equals("connected") ? Optional.empty() : Optional.of("it is " + status);
        });
  }

  /** What a list that is made because of {@code told} says otherwise. */
  private static List<String> contradictions(Api api, App.Told told) {
    if (!Set.of("participant-join", "participant-leave").contains(told.event())) {
      return List.of();
    }
    boolean joined = told.event().equals("participant-join");
    try {
      // Who was told to have joined may have left since; who left is never among the live again.
      boolean listed = lists(api, told, joined ? "all" : "live");
      return listed == joined ? List.of() : List.of(told + (listed ? " is listed" : " is not"));
    } catch (IOException e) {
      return List.of(told + " could not be checked: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of(told + " could not be checked: " + e);
    }
  }

  private static boolean lists(Api api, App.Told told, String status)
      throws IOException, InterruptedException {
    String path =
        "Conferences/%s/Participants.json?PageSize=1000&Status=%s"
            .formatted(told.get("ConferenceSid"), status);
    for (JsonNode each : api.json(path).get("participants")) {
      if (each.get("call_sid").asString().equals(told.get("CallSid"))) {
        return true;
      }
    }
    return false;
  }

  private Set<String> conferences() {
    Set<String> conferences = new TreeSet<>();
    app.told("/conference").forEach(told -> conferences.add(told.get("ConferenceSid")));
    return conferences;
  }

  private ParticipantCreator creator(String room) {
    return Participant.creator(
            room, new PhoneNumber("+4930123450"), new PhoneNumber("rollcall:tone"))
        .setStatusCallback(app.address("/call"))
        .setStatusCallbackEvent(CALL_EVENTS)
        .setConferenceStatusCallback(app.address("/conference"))
        .setConferenceStatusCallbackEvent(CONFERENCE_EVENTS);
  }
}
