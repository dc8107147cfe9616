package dev.rollcall.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.testing.Await;
import dev.rollcall.rest.server.ServerDoor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a whole server says of itself. */
class ServerReportTest {
  private static final String TRUNK =
      """
      [{ name = carrier, host = "127.0.0.1", port = 9, transport = tcp, prefixes = ["+49"], user = rollcall,
         password = "verySecretIndeed" }]
      """;

  @TempDir Path data;

  @Test
  void onLoopbackOnlyThisMachineReachesIt() throws Exception {
    try (TestServer server = TestServer.start(data)) {
      JsonNode report = report(server);

      assertThat(report.get("listeners").values())
          .extracting(each -> each.get("name").asString() + " " + each.get("open_to").asString())
          .containsExactly("http this-machine", "sip this-machine", "audio this-machine");
      JsonNode http = report.get("listeners").get(0);
      assertThat(http.get("address").asString()).isEqualTo("127.0.0.1");
      assertThat(http.get("port").asInt()).isEqualTo(server.http().getPort());
      assertThat(what(http)).contains("metrics", "health").doesNotContain("mcp");
      assertThat(what(report.get("listeners").get(1))).containsExactly("calls-in");
      assertThat(report.at("/health/status").asString()).isEqualTo("well");
      assertThat(report.get("private_targets_allowed").asBoolean()).isFalse();
    }
  }

  @Test
  void namesEveryDoorThatAnswersWithoutProof() throws Exception {
    try (TestServer server = TestServer.start(data)) {
      JsonNode http = report(server).get("listeners").get(0);
      String told = explanations(http);
      Set<String> asked = new TreeSet<>(server.mounts());
      // What is mounted does not always answer at its very mount.
      asked.addAll(
          List.of("/api/v1/registry", "/registry/rollcall", "/search?q=hold", "/console/session"));
      Set<String> open = new TreeSet<>();
      for (String path : asked) {
        if (server.api().open(path.isEmpty() ? "/" : path).statusCode() / 100 == 2) {
          open.add(path);
        }
      }

      assertThat(open).contains("", "/health", "/llms.txt", "/api/v1", "/search?q=hold");
      assertThat(open)
          .filteredOn(path -> !path.isEmpty())
          .allSatisfy(path -> assertThat(told).containsPattern(named(mount(server, path))));
      assertThat(what(http)).contains("pages", "sign-in");
      assertThat(told).contains("/console/session");
    }
  }

  /** The door that answers at {@code path}. */
  private static String mount(TestServer server, String path) {
    return server.mounts().stream()
        .filter(mount -> path.matches(Pattern.quote(mount) + "([/?].*)?"))
        .max(Comparator.comparingInt(String::length))
        .orElseThrow();
  }

  /** The whole path, not as a part of another. */
  private static Pattern named(String mount) {
    return Pattern.compile("(^|[ \n])" + Pattern.quote(mount) + "([ ,.;]|$)");
  }

  private static String explanations(JsonNode listener) {
    return listener
        .get("without_proof")
        .valueStream()
        .map(each -> each.get("explanation").asString())
        .collect(Collectors.joining("\n"));
  }

  @Test
  void onAllAddressesEveryNetworkDoes() throws Exception {
    Map<String, String> everywhere =
        Map.of(
            "ROLLCALL_HTTP_HOST", "0.0.0.0",
            "ROLLCALL_SIP_HOST", "0.0.0.0",
            "ROLLCALL_SIP_ADVERTISED_HOST", "127.0.0.1");
    try (TestServer server = TestServer.start(data, everywhere)) {
      assertThat(report(server).get("listeners").values())
          .extracting(each -> each.get("address").asString() + " " + each.get("open_to").asString())
          .containsOnly("0.0.0.0 every-network");
    }
  }

  @Test
  void saysThatAuthorizationIsOff() throws Exception {
    try (TestServer server = TestServer.start(data, Map.of("ROLLCALL_MCP_AUTHORIZATION", "off"))) {
      assertThat(what(report(server).get("listeners").get(0))).contains("mcp");
    }
  }

  @Test
  void countsWhatIsInUse() throws Exception {
    try (TestServer server = TestServer.start(data)) {
      assertThat(used(report(server))).containsEntry("calls", 0).containsEntry("conferences", 0);
      server.dial("standup", "ann", 400);
      server.api().post("Conferences/standup/Participants.json", "To=rollcall:tone&From=x");

      assertThat(used(report(server)))
          .containsEntry("conferences", 1)
          .containsEntry("participants", 2)
          .containsEntry("calls", 1)
          .containsEntry("audio-port-pairs", 1);
    }
  }

  @Test
  void tellsHowATrunkDoesAndNeverItsSecret() throws Exception {
    try (TestServer server = TestServer.start(data, Map.of("ROLLCALL_TRUNKS", TRUNK))) {
      HttpResponse<String> before = server.api().whole(ServerDoor.MOUNT);
      assertThat(before.body()).doesNotContain("verySecretIndeed", "password");
      JsonNode trunk = JsonMapper.shared().readTree(before.body()).get("trunks").get(0);
      assertThat(trunk.get("has_credentials").asBoolean()).isTrue();
      assertThat(trunk.get("calls").asInt()).isZero();

      // Nothing listens there.
      server.api().post("Conferences/standup/Participants.json", "To=%2B4930999&From=%2B4930111");
      Await.until(
          () ->
              report(server).at("/trunks/0/failed").asInt() == 1
                  ? Optional.empty()
                  : Optional.of("the call has not failed"));
      JsonNode after = report(server).at("/trunks/0");
      assertThat(after.get("calls").asInt()).isEqualTo(1);
      assertThat(after.get("answered").asInt()).isZero();
      assertThat(after.get("last_failure").asString()).contains("could not be sent");
    }
  }

  @Test
  void isNotForOtherAccounts() throws Exception {
    try (TestServer server = TestServer.start(data)) {
      assertThat(server.api(TestServer.OTHER).whole(ServerDoor.MOUNT).statusCode()).isEqualTo(403);
      assertThat(server.api().open(ServerDoor.MOUNT).statusCode()).isEqualTo(401);
    }
  }

  private static JsonNode report(TestServer server) {
    try {
      HttpResponse<String> response = server.api().whole(ServerDoor.MOUNT);
      assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
      return JsonMapper.shared().readTree(response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, Integer> used(JsonNode report) {
    Map<String, Integer> used = new HashMap<>();
    report
        .get("use")
        .forEach(each -> used.put(each.get("name").asString(), each.get("used").asInt()));
    return used;
  }

  private static List<String> what(JsonNode listener) {
    return listener
        .get("without_proof")
        .valueStream()
        .map(each -> each.get("what").asString())
        .toList();
  }
}
