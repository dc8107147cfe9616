package dev.rollcall.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.rollcall.core.account.Account;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.phone.Dialling;
import dev.rollcall.phone.PhoneCall;
import dev.rollcall.phone.PhoneRack;
import dev.rollcall.phone.Voice;
import java.net.InetAddress;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The program is stopped, by force and in good order, and started again on the same data. */
final class ProgramTest {
  private static final Map<String, String> ACCOUNT =
      Map.of(
          "ROLLCALL_ACCOUNT_SID", TestServer.OWNER.sid().text(),
          "ROLLCALL_AUTH_TOKEN", TestServer.OWNER.authToken());

  @TempDir private Path data;

  @Test
  void whatWasAnsweredIsThereAfterKillAndWhatWasLiveIsClosed() throws Exception {
    String conference;
    try (ServerProcess first = ServerProcess.start("serve", data, ACCOUNT);
        PhoneRack phones = new PhoneRack(InetAddress.getLoopbackAddress())) {
      Api api = api(first);
      phones.dial(dialling(first, "ann"));
      phones.dial(dialling(first, "bob"));
      phones.dial(dialling(first, "eve")).hangUp();
      conference = api.json("Conferences/standup.json").get("sid").asString();
      assertThat(
              api.post("Conferences/" + conference + "/Participants/ann.json", "Muted=true")
                  .statusCode())
          .isEqualTo(200);

      first.kill();
    }

    try (ServerProcess second = ServerProcess.start("serve", data, ACCOUNT)) {
      Api api = api(second);
      JsonNode ended = api.json("Conferences/" + conference + ".json");
      assertThat(ended.get("status").asString()).isEqualTo("completed");
      assertThat(ended.get("reason_conference_ended").asString()).isEqualTo("server-restarted");
      assertThat(api.json("Conferences.json?Status=in-progress").get("conferences")).isEmpty();

      JsonNode live = api.json("Conferences/" + conference + "/Participants.json");
      assertThat(live.get("participants")).isEmpty();

      JsonNode history = api.json("Conferences/" + conference + "/Participants.json?Status=all");
      assertThat(history.get("participants").valueStream())
          .extracting(
              each -> each.get("label").asString(),
              each -> each.get("muted").asBoolean(),
              each -> each.get("reason_participant_left").asString())
          .containsExactly(
              tuple("eve", false, "participant_hung_up"),
              tuple("bob", false, "server_restarted"),
              tuple("ann", true, "server_restarted"));
      assertThat(api.json("Calls.json?Status=completed").get("calls")).hasSize(3);
    }
  }

  @Test
  void saysGoodbyeToThePhonesWhenItIsStopped() throws Exception {
    try (ServerProcess server = ServerProcess.start("serve", data, ACCOUNT);
        PhoneRack phones = new PhoneRack(InetAddress.getLoopbackAddress())) {
      PhoneCall ann = phones.dial(dialling(server, "ann"));
      String conference = api(server).json("Conferences/standup.json").get("sid").asString();

      server.stop();

      assertThat(ann.remoteEnd()).isPresent();
      try (ServerProcess next = ServerProcess.start("serve", data, ACCOUNT)) {
        assertThat(
                api(next)
                    .json("Conferences/" + conference + ".json")
                    .get("reason_conference_ended")
                    .asString())
            .isEqualTo("server-stopped");
      }
    }
  }

  @Test
  void makesAnAccountAtTheFirstStartAndShowsItOnce() throws Exception {
    Account made;
    try (ServerProcess first = ServerProcess.start("serve", data, Map.of())) {
      String sid = ServerProcess.lastWord(first.awaitLine("account sid"));
      String token = ServerProcess.lastWord(first.awaitLine("auth token"));
      made = new Account(AccountSid.parse(sid).orElseThrow(), token);
      assertThat(new Api(first.http(), made).get("Conferences.json").statusCode()).isEqualTo(200);
      assertThat(token).matches("[a-zA-Z0-9]{32}");
    }
    try (ServerProcess second = ServerProcess.start("serve", data, Map.of())) {
      assertThat(new Api(second.http(), made).get("Conferences.json").statusCode()).isEqualTo(200);
      assertThat(String.join("\n", second.output())).doesNotContain(made.authToken());
    }
  }

  @Test
  void stopsTheStartWithOneLineForAWrongOption() throws Exception {
    try (ServerProcess server =
        ServerProcess.start("serve", data, Map.of("ROLLCALL_HTTP_PORT", "eighty"))) {
      assertThat(server.awaitExit()).isEqualTo(2);
      assertThat(server.awaitLine("http.port")).contains("eighty").contains("ROLLCALL_HTTP_PORT");
      assertThat(server.output()).hasSize(1);
    }
  }

  @Test
  void stopsTheStartWithOneLineIfAPortIsTaken() throws Exception {
    try (ServerProcess first = ServerProcess.start("serve", data, ACCOUNT)) {
      Map<String, String> same =
          Map.of("ROLLCALL_HTTP_PORT", Integer.toString(first.http().getPort()));
      Path elsewhere = Files.createDirectory(data.resolve("elsewhere"));
      try (ServerProcess second = ServerProcess.start("serve", elsewhere, same)) {
        assertThat(second.awaitExit()).isEqualTo(1);
        assertThat(second.awaitLine("rollcall: ")).contains(same.get("ROLLCALL_HTTP_PORT"));
      }
    }
  }

  @Test
  void demoShowsTheListTwiceAndWhoHearsWhom() throws Exception {
    try (ServerProcess demo = ServerProcess.start("demo", data, Map.of())) {
      demo.awaitLine("Stop with Ctrl-C");
      List<String> output = demo.output();

      assertThat(output)
          .anyMatch(
              line -> line.startsWith("$ curl -u AC") && line.contains("/Participants.json'"));
      assertThat(output.stream().filter(line -> line.contains("\"muted\" : true"))).hasSize(2);
      assertThat(output)
          .contains("  ann hears bob and eve", "  ann hears eve", "  bob hears ann and eve");
    }
  }

  @Test
  void listsOnTheCommandLineWhatAServerShows() throws Exception {
    try (ServerProcess server = ServerProcess.start("serve", data, Map.of());
        PhoneRack phones = new PhoneRack(InetAddress.getLoopbackAddress())) {
      phones.dial(dialling(server, "ann"));
      phones.dial(dialling(server, "bob")).hangUp();
      Map<String, String> address =
          Map.of("ROLLCALL_HTTP_PORT", Integer.toString(server.http().getPort()));

      try (ServerProcess table = ServerProcess.start("participants list standup", data, address)) {
        assertThat(table.awaitExit()).isZero();
        assertThat(table.awaitLine("ann")).contains("sip:ann@127.0.0.1", "connected");
        assertThat(table.output()).noneMatch(line -> line.contains("bob"));
      }
      try (ServerProcess all =
          ServerProcess.start("participants list standup --all --json", data, address)) {
        assertThat(all.awaitExit()).isZero();
        assertThat(all.awaitLine("participant_hung_up")).contains("reason_participant_left");
        assertThat(all.output()).anyMatch(line -> line.contains("bob"));
      }
      try (ServerProcess conferences = ServerProcess.start("conferences list", data, address)) {
        assertThat(conferences.awaitExit()).isZero();
        assertThat(conferences.awaitLine("standup")).contains("in-progress");
      }
      try (ServerProcess unknown =
          ServerProcess.start("participants list nowhere", data, address)) {
        assertThat(unknown.awaitExit()).isEqualTo(1);
        assertThat(unknown.awaitLine("rollcall:")).contains("nowhere");
      }
    }
  }

  @Test
  void logsWithTheIdsOfConferenceCallAndRequest() throws Exception {
    Map<String, String> json = new HashMap<>(ACCOUNT);
    json.put("ROLLCALL_LOG_FORMAT", "json");
    try (ServerProcess server = ServerProcess.start("serve", data, json);
        PhoneRack phones = new PhoneRack(InetAddress.getLoopbackAddress())) {
      phones.dial(dialling(server, "ann"));
      JsonNode joined = JsonMapper.shared().readTree(server.awaitLine("participant joined"));
      assertThat(joined.get("conference").asString()).startsWith("CF");
      String call = joined.get("call").asString();

      HttpResponse<String> muted =
          api(server).post("Conferences/standup/Participants/" + call + ".json", "Muted=true");

      JsonNode answered = JsonMapper.shared().readTree(server.awaitLine("REST request answered"));
      assertThat(answered.get("call").asString()).isEqualTo(call);
      assertThat(answered.get("request").asString())
          .isEqualTo(muted.headers().firstValue("Twilio-Request-Id").orElseThrow());
      assertThat(String.join("\n", server.output())).doesNotContain(TestServer.OWNER.authToken());
    }
  }

  private static Dialling dialling(ServerProcess server, String name) {
    return Dialling.of(name, server.sip(), "standup", Voice.silence())
        .with("X-Rollcall-Label", name);
  }

  private static Api api(ServerProcess server) {
    return new Api(server.http(), TestServer.OWNER);
  }
}
