package dev.rollcall.rest.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.account.Account;
import dev.rollcall.core.account.Accounts;
import dev.rollcall.core.account.NewKey;
import dev.rollcall.core.account.Proof;
import dev.rollcall.core.account.Vouched;
import dev.rollcall.core.testing.ManualClock;
import dev.rollcall.core.testing.TestRoster;
import dev.rollcall.core.user.UserId;
import dev.rollcall.http.HttpHandler;
import dev.rollcall.rest.door.DoorFixture;
import dev.rollcall.rest.door.DoorFixture.Answer;
import dev.rollcall.rest.server.ServerReport.Check;
import dev.rollcall.rest.server.ServerReport.Limits;
import dev.rollcall.rest.server.ServerReport.Retention;
import dev.rollcall.rest.server.ServerReport.Use;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ServerDoorTest {
  private static final Instant START = Instant.parse("2026-11-21T08:00:00Z");

  private final Accounts accounts = DoorFixture.accounts();
  private ServerReport report = report(List.of(new Check("store", true, "Fine.")));
  private final ServerDoor door = new ServerDoor(accounts, TestRoster.ACCOUNT, () -> report);
  private final DoorFixture doors =
      new DoorFixture(new ManualClock(START), Map.of(ServerDoor.MOUNT, door));

  @AfterEach
  void close() {
    doors.close();
  }

  @Test
  void tellsEverythingThatIsKnown() {
    Answer answer = doors.get(ServerDoor.MOUNT).isOk();

    assertThat(answer.body().toString())
        .isEqualTo(
            """
            {"version":"1.2.3","started_at":"2026-11-21T08:00:00.000Z","uptime_seconds":90,\
            "public_url":"https://rollcall.example.com","private_targets_allowed":true,\
            "health":{"status":"well","checks":[{"name":"store","ok":true,"explanation":"Fine."}]},\
            "use":[{"name":"calls","used":3,"limit":2000},\
            {"name":"conferences","used":2,"limit":null}],\
            "limits":{"participants_per_conference":250,"calls_per_second":10,\
            "longest_queue_seconds":3600},\
            "listeners":[{"name":"audio","transports":["udp"],"address":"0.0.0.0","port":20000,\
            "last_port":29999,"open_to":"every-network",\
            "without_proof":[{"what":"audio","explanation":"It is not encrypted."}]}],\
            "retention":[{"of":"events","seconds":60},{"of":"users","seconds":null}],\
            "trunks":[{"name":"carrier","host":"sip.example.com","port":5060,"transport":"udp",\
            "prefixes":["+49"],"strips_plus":false,"caller_id":null,"has_credentials":true,\
            "usable_by":"every-account","calls":3,"answered":2,"failed":1,\
            "last_answered_at":null,"last_failed_at":"2026-11-21T08:00:00.000Z",\
            "last_failure":"Nobody there."}]}\
            """);
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
  }

  @Test
  void needsAttentionIfOnePartDoes() {
    report = report(List.of(new Check("store", true, "Fine."), new Check("disk", false, "Full.")));

    JsonNode health = doors.get(ServerDoor.MOUNT).isOk().body().get("health");

    assertThat(health.get("status").asString()).isEqualTo("needs-attention");
  }

  @Test
  void isForTheOwnerAndItsKeysAlone() {
    NewKey key = accounts.keys().create(TestRoster.ACCOUNT, "reports");
    Account tenant = accounts.create(TestRoster.ACCOUNT, Optional.empty());

    as(DoorFixture.basic(key.key().sid().text(), key.secret())).isOk();
    as(DoorFixture.STRANGER).isError(403, 20003);
    as(DoorFixture.basic(tenant.sid().text(), tenant.authToken())).isError(403, 20003);
    doors.send("GET", ServerDoor.MOUNT, Map.of()).isError(401, 20003);
  }

  @Test
  void isNotForUsersThatAnotherDoorVouchesFor() {
    Proof user = new Proof.OfUser(TestRoster.ACCOUNT, new UserId(new UUID(7, 1)));
    HttpHandler vouching = request -> Vouched.acting(user, () -> door.handle(request));
    try (DoorFixture open =
        new DoorFixture(new ManualClock(START), Map.of(ServerDoor.MOUNT, vouching))) {
      open.send("GET", ServerDoor.MOUNT, Map.of()).isError(403, 20003);
    }
  }

  @Test
  void isReadOnlyAndTakesNoParameters() {
    Map<String, String> owner = Map.of("Authorization", DoorFixture.OWNER);
    assertThat(doors.send("POST", ServerDoor.MOUNT, owner).isError(405, 20004).header("Allow"))
        .isEqualTo("GET, HEAD");
    doors.get(ServerDoor.MOUNT + "?x=1").isError(400, 20001);
    doors.get(ServerDoor.MOUNT + "/trunks").isError(404, 20404);
  }

  private Answer as(String authorization) {
    return doors.send("GET", ServerDoor.MOUNT, Map.of("Authorization", authorization));
  }

  private static ServerReport report(List<Check> checks) {
    return new ServerReport(
        "1.2.3",
        START,
        Duration.ofSeconds(90),
        Optional.of(URI.create("https://rollcall.example.com")),
        true,
        checks,
        List.of(
            new Use("calls", 3, OptionalLong.of(2_000)),
            new Use("conferences", 2, OptionalLong.empty())),
        new Limits(250, 10, Duration.ofHours(1)),
        List.of(
            new Listener(
                "audio",
                List.of("udp"),
                everywhere(),
                20_000,
                29_999,
                List.of(new Listener.Unproved("audio", "It is not encrypted.")))),
        List.of(
            new Retention("events", Optional.of(Duration.ofMinutes(1))),
            new Retention("users", Optional.empty())),
        List.of(
            new TrunkReport(
                "carrier",
                "sip.example.com",
                5060,
                "udp",
                List.of("+49"),
                false,
                Optional.empty(),
                true,
                3,
                2,
                1,
                Optional.empty(),
                Optional.of(new TrunkReport.Failure(START, "Nobody there.")))));
  }

  private static InetAddress everywhere() {
    try {
      return InetAddress.getByName("0.0.0.0");
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }
}
