package dev.rollcall.rest.deliveries;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.Problem;
import dev.rollcall.core.RefusedException;
import dev.rollcall.core.account.Accounts;
import dev.rollcall.core.delivery.Delivery;
import dev.rollcall.core.delivery.Delivery.State;
import dev.rollcall.core.delivery.DeliveryId;
import dev.rollcall.core.delivery.Subject;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.identity.ConferenceSid;
import dev.rollcall.core.testing.Await;
import dev.rollcall.core.testing.ManualClock;
import dev.rollcall.core.testing.MemoryStore;
import dev.rollcall.core.testing.TestRoster;
import dev.rollcall.core.web.WebMethod;
import dev.rollcall.core.web.WebTarget;
import dev.rollcall.rest.door.DoorFixture;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.json.JsonMapper;

@Timeout(30)
class DeliveryStreamTest {
  private static final Instant START = Instant.parse("2026-11-21T08:00:00Z");
  private static final int TOO_MANY = 600;

  private final Accounts accounts = DoorFixture.accounts();
  private final DeliveryFeed feed = new DeliveryFeed();
  private final DeliveriesDoor door =
      new DeliveriesDoor(accounts, new MemoryStore(), DeliveryStreamTest::retry, feed);
  private final DoorFixture doors =
      new DoorFixture(new ManualClock(START), Map.of(DeliveriesDoor.MOUNT, door));

  @AfterEach
  void close() {
    feed.close();
    doors.close();
  }

  @Test
  void tellsWhatChangesOfTheAccountsOwn() throws IOException {
    try (Reader reader = open()) {
      assertThat(reader.next()).isEqualTo("ready {}");
      assertThat(door.openStreams()).isEqualTo(1);

      feed.accept(delivery(9, TestRoster.OTHER_ACCOUNT, State.FAILED));
      feed.accept(delivery(1, TestRoster.ACCOUNT, State.PENDING));
      assertThat(reader.delivery()).isEqualTo("1 pending");
      feed.accept(delivery(1, TestRoster.ACCOUNT, State.DELIVERED));
      assertThat(reader.delivery()).isEqualTo("1 delivered");
    }
  }

  @Test
  void endsWhenTheFeedDoes() throws IOException {
    try (Reader reader = open()) {
      assertThat(reader.next()).isEqualTo("ready {}");
      feed.close();
      assertThat(reader.next()).isEmpty();
    }
    Await.until(
        () ->
            door.openStreams() == 0
                ? Optional.empty()
                : Optional.of("the stream still has a place"));
  }

  @Test
  void aListenerGetsTheLatestOfEachAndIsToldThatItMissedSome() {
    DeliveryFeed.Listener listener = feed.listen(TestRoster.ACCOUNT);
    feed.accept(delivery(1, TestRoster.ACCOUNT, State.PENDING));
    feed.accept(delivery(2, TestRoster.ACCOUNT, State.PENDING));
    feed.accept(delivery(1, TestRoster.ACCOUNT, State.FAILED));
    assertThat(listener.take())
        .extracting(each -> each.sequence() + " " + each.state())
        .containsExactly("2 PENDING", "1 FAILED");
    assertThat(listener.hasMissed()).isFalse();

    for (int number = 1; number <= TOO_MANY; number++) {
      feed.accept(delivery(number, TestRoster.ACCOUNT, State.PENDING));
    }
    assertThat(listener.hasMissed()).isTrue();
    assertThat(listener.take()).hasSizeLessThan(TOO_MANY);

    feed.forget(TestRoster.ACCOUNT, listener);
    feed.accept(delivery(3, TestRoster.ACCOUNT, State.PENDING));
    assertThat(listener.take()).isEmpty();
  }

  @Test
  void takesNoFilters() {
    doors
        .send(
            "GET",
            DeliveriesDoor.MOUNT + "?state=failed",
            Map.of("Authorization", DoorFixture.OWNER, "Accept", "text/event-stream"))
        .isError(400, 20001);
  }

  private Reader open() {
    return new Reader(
        doors.open(
            DeliveriesDoor.MOUNT,
            Map.of("Authorization", DoorFixture.OWNER, "Accept", "text/event-stream")));
  }

  private static Delivery retry(AccountSid account, DeliveryId id) {
    throw new RefusedException(Problem.DELIVERY_NOT_FOUND, account + " has no " + id + ".");
  }

  private static Delivery delivery(int number, AccountSid account, State state) {
    return new Delivery(
        new DeliveryId(new UUID(0x0190_0000_0000_7000L + number, number)),
        account,
        new Subject.OfConference(new ConferenceSid(new UUID(7, 1))),
        number,
        "participant-join",
        new WebTarget(URI.create("https://example.com/hooks"), WebMethod.POST),
        "Muted=false",
        state,
        1,
        START,
        START,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** Reads events one by one, passing over comments. */
  private static final class Reader implements AutoCloseable {
    private final BufferedReader lines;

    Reader(HttpResponse<InputStream> response) {
      assertThat(response.statusCode()).isEqualTo(200);
      lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    }

    /** Name and data of the next event; empty at the end. */
    String next() throws IOException {
      List<String> block = new ArrayList<>();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isEmpty() && !line.startsWith(":")) {
          block.add(line.substring(line.indexOf(' ') + 1));
        } else if (!block.isEmpty()) {
          break;
        }
      }
      return String.join(" ", block);
    }

    String delivery() throws IOException {
      String event = next();
      assertThat(event).startsWith("delivery {");
      var json = JsonMapper.shared().readTree(event.substring(event.indexOf('{')));
      return json.get("sequence").asInt() + " " + json.get("state").asString();
    }

    @Override
    public void close() throws IOException {
      lines.close();
    }
  }
}
