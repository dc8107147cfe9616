package dev.rollcall.rest.deliveries;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.Problem;
import dev.rollcall.core.RefusedException;
import dev.rollcall.core.account.Account;
import dev.rollcall.core.account.AccountStatus;
import dev.rollcall.core.account.AccountUpdate;
import dev.rollcall.core.account.Accounts;
import dev.rollcall.core.delivery.Delivery;
import dev.rollcall.core.delivery.DeliveryChange;
import dev.rollcall.core.delivery.DeliveryId;
import dev.rollcall.core.delivery.Subject;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.identity.CallSid;
import dev.rollcall.core.identity.ConferenceSid;
import dev.rollcall.core.journal.JournalException;
import dev.rollcall.core.testing.ManualClock;
import dev.rollcall.core.testing.MemoryStore;
import dev.rollcall.core.testing.TestRoster;
import dev.rollcall.core.web.WebMethod;
import dev.rollcall.core.web.WebTarget;
import dev.rollcall.rest.door.DoorFixture;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeliveriesDoorTest {
  private static final Instant START = Instant.parse("2026-11-21T08:00:00Z");
  private static final Subject ROOM = new Subject.OfConference(new ConferenceSid(new UUID(7, 1)));
  private static final Subject CALL = new Subject.OfCall(new CallSid(new UUID(7, 2)));
  private static final URI ADDRESS =
      URI.create("https://ann:secret@example.com:8443/hooks?token=secret#rc=3");

  private final MemoryStore store = new MemoryStore();
  private final List<DeliveryId> retried = new ArrayList<>();
  private final Accounts accounts = DoorFixture.accounts();
  private final DeliveryFeed feed = new DeliveryFeed();
  private final DoorFixture doors =
      new DoorFixture(
          new ManualClock(START),
          Map.of(DeliveriesDoor.MOUNT, new DeliveriesDoor(accounts, store, this::retry, feed)));

  @AfterEach
  void close() {
    doors.close();
  }

  @Test
  void showsADeliveryWithoutSecrets() {
    Delivery failed = keep(delivery(1, ROOM, Delivery.State.FAILED));

    DoorFixture.Answer answer = doors.get(DeliveriesDoor.MOUNT + "/" + failed.id()).isOk();

    assertThat(answer.body().toString())
        .isEqualTo(
            """
            {"id":"%s","event":"participant-join","sequence":1,"conference_sid":"%s",\
            "call_sid":null,"url":"https://example.com:8443/hooks","method":"POST",\
            "state":"failed","attempts":3,"created_at":"2026-11-21T08:00:00.000Z",\
            "updated_at":"2026-11-21T08:00:05.250Z",\
            "next_attempt_at":"2026-11-21T08:01:00.000Z","response_status":503,\
            "failure":"The app answered 503.",\
            "parameters":{"Muted":"false","FriendlyName":"my room","CallSid":""}}\
            """
                .formatted(failed.id(), ROOM.sid().text()));
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
  }

  @Test
  void saysNullWhereThereIsNothing() {
    Delivery pending = keep(untried(delivery(1, CALL, Delivery.State.PENDING)));

    DoorFixture.Answer answer = doors.get(DeliveriesDoor.MOUNT + "/" + pending.id()).isOk();

    assertThat(answer.body().get("call_sid").asString()).isEqualTo(CALL.sid().text());
    for (String name : List.of("conference_sid", "next_attempt_at", "response_status", "failure")) {
      assertThat(answer.body().get(name).isNull()).as(name).isTrue();
    }
    assertThat(answer.body().get("state").asString()).isEqualTo("pending");
  }

  @Test
  void listsTheNewestFirstPageByPage() {
    List<String> newestFirst = new ArrayList<>();
    for (int i = 1; i <= 5; i++) {
      newestFirst.addFirst(keep(delivery(i, ROOM, Delivery.State.DELIVERED)).id().text());
    }

    List<String> seen = new ArrayList<>();
    String cursor = "";
    for (int page = 0; page < 3; page++) {
      DoorFixture.Answer answer = doors.get(DeliveriesDoor.MOUNT + "?limit=2" + cursor).isOk();
      seen.addAll(answer.texts("deliveries", "id"));
      assertThat(answer.body().get("deliveries").get(0).has("parameters")).isFalse();
      assertThat(answer.body().get("next_cursor").isNull()).isEqualTo(page == 2);
      cursor = "&cursor=" + answer.body().get("next_cursor").asString();
    }

    assertThat(seen).isEqualTo(newestFirst);
  }

  @Test
  void filters() {
    keep(delivery(1, ROOM, Delivery.State.DELIVERED));
    keep(delivery(2, ROOM, Delivery.State.FAILED));
    keep(delivery(3, CALL, Delivery.State.FAILED));

    assertThat(sequences("?state=failed")).containsExactly("3", "2");
    assertThat(sequences("?state=pending")).isEmpty();
    assertThat(sequences("?conference=" + ROOM.sid().text())).containsExactly("2", "1");
    assertThat(sequences("?call=" + CALL.sid().text())).containsExactly("3");
    assertThat(sequences("?state=failed&conference=" + ROOM.sid().text())).containsExactly("2");
  }

  @Test
  void refusesWhatItDoesNotUnderstand() {
    for (String query :
        List.of(
            "?state=lost",
            "?conference=standup",
            "?call=CA1",
            "?conference=" + ROOM.sid().text() + "&call=" + CALL.sid().text(),
            "?limit=0",
            "?limit=201",
            "?cursor=x",
            "?order=asc")) {
      doors.get(DeliveriesDoor.MOUNT + query).isError(400, 20001);
    }
  }

  @Test
  void triesAFailedOneAgain() {
    Delivery failed = keep(delivery(1, ROOM, Delivery.State.FAILED));

    DoorFixture.Answer answer =
        doors.send("POST", retryOf(failed), Map.of("Authorization", DoorFixture.OWNER));

    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.body().get("state").asString()).isEqualTo("pending");
    assertThat(retried).containsExactly(failed.id());
  }

  @Test
  void answersForeignOnesLikeNone() {
    Delivery failed = keep(delivery(1, ROOM, Delivery.State.FAILED));
    Map<String, String> stranger = Map.of("Authorization", DoorFixture.STRANGER);
    String path = DeliveriesDoor.MOUNT + "/" + failed.id();
    String absent = DeliveriesDoor.MOUNT + "/" + new DeliveryId(new UUID(1, 1));

    String foreign = doors.send("GET", path, stranger).isError(404, 20404).message();
    String none = doors.send("GET", absent, stranger).isError(404, 20404).message();

    assertThat(foreign.replace(path, "")).isEqualTo(none.replace(absent, ""));
    doors.send("POST", path + "/retry", stranger).isError(404, 20404);
    doors.get(DeliveriesDoor.MOUNT + "/none").isError(404, 20404);
    assertThat(doors.send("GET", DeliveriesDoor.MOUNT, stranger).body().get("deliveries"))
        .isEmpty();
    assertThat(retried).isEmpty();
  }

  @Test
  void servesItsMethodsOnly() {
    Delivery failed = keep(delivery(1, ROOM, Delivery.State.FAILED));
    Map<String, String> owner = Map.of("Authorization", DoorFixture.OWNER);

    assertThat(doors.send("POST", DeliveriesDoor.MOUNT, owner).isError(405, 20004).header("Allow"))
        .isEqualTo("GET, HEAD");
    assertThat(doors.get(retryOf(failed)).isError(405, 20004).header("Allow")).isEqualTo("POST");
    assertThat(doors.send("HEAD", DeliveriesDoor.MOUNT, owner).status()).isEqualTo(200);
    doors.get(DeliveriesDoor.MOUNT + "/" + failed.id() + "/again").isError(404, 20404);
    doors.get(DeliveriesDoor.MOUNT + "/a/b/c").isError(404, 20404);
    assertThat(
            doors
                .send("GET", DeliveriesDoor.MOUNT, Map.of())
                .isError(401, 20003)
                .header("WWW-Authenticate"))
        .startsWith("Basic");
  }

  @Test
  void tellsASuspendedAccountSo() {
    Account tenant = accounts.create(TestRoster.ACCOUNT, Optional.empty());
    Map<String, String> login =
        Map.of("Authorization", DoorFixture.basic(tenant.sid().text(), tenant.authToken()));
    accounts.update(
        TestRoster.ACCOUNT,
        tenant.sid(),
        new AccountUpdate(Optional.empty(), Optional.of(AccountStatus.SUSPENDED)));

    DoorFixture.Answer answer = doors.send("GET", DeliveriesDoor.MOUNT, login).isError(403, 20005);

    assertThat(answer.message()).contains("suspended");
    assertThat(answer.header("Twilio-Request-Id")).startsWith("RQ");
  }

  private List<String> sequences(String query) {
    return doors.get(DeliveriesDoor.MOUNT + query).isOk().texts("deliveries", "sequence");
  }

  private static String retryOf(Delivery delivery) {
    return DeliveriesDoor.MOUNT + "/" + delivery.id() + "/retry";
  }

  private Delivery retry(AccountSid account, DeliveryId id) {
    Delivery found =
        store
            .delivery(account, id)
            .orElseThrow(() -> new RefusedException(Problem.DELIVERY_NOT_FOUND, "None."));
    retried.add(id);
    return untried(found);
  }

  private Delivery keep(Delivery delivery) {
    try {
      store.commit(List.of(new DeliveryChange.OfDelivery(delivery)));
      return delivery;
    } catch (JournalException e) {
      throw new AssertionError(e);
    }
  }

  private static Delivery delivery(int number, Subject subject, Delivery.State state) {
    return new Delivery(
        new DeliveryId(new UUID(0x0190_0000_0000_7000L + number, number)),
        TestRoster.ACCOUNT,
        subject,
        number,
        "participant-join",
        new WebTarget(ADDRESS, WebMethod.POST),
        "Muted=false&FriendlyName=my+room&CallSid=",
        state,
        3,
        START,
        START.plusMillis(5_250),
        Optional.of(START.plusSeconds(60)),
        Optional.of(503),
        Optional.of("The app answered 503."));
  }

  private static Delivery untried(Delivery delivery) {
    return new Delivery(
        delivery.id(),
        delivery.account(),
        delivery.subject(),
        delivery.sequence(),
        delivery.event(),
        delivery.target(),
        delivery.body(),
        Delivery.State.PENDING,
        0,
        delivery.created(),
        delivery.created(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
