package dev.rollcall.rest.events;

import dev.rollcall.core.account.Accounts;
import dev.rollcall.core.delivery.DeliveryChange;
import dev.rollcall.core.delivery.LoggedEvent;
import dev.rollcall.core.delivery.Subject;
import dev.rollcall.core.identity.ConferenceSid;
import dev.rollcall.core.journal.JournalException;
import dev.rollcall.core.testing.MemoryStore;
import dev.rollcall.core.testing.TestRoster;
import dev.rollcall.http.HttpServerSettings;
import dev.rollcall.rest.door.DoorFixture;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** The door on a real server over a roster whose events are logged. */
final class EventsFixture implements AutoCloseable {
  static final Duration STALL_TIMEOUT = Duration.ofMillis(300);

  final EventFeed feed = new EventFeed();
  final HeldFeed held = new HeldFeed(feed);
  final TestRoster core =
      new TestRoster(TestRoster.SETTINGS, new MemoryStore(), new LoggingOutbox(), held);

  final Accounts accounts = DoorFixture.accounts();

  /** What the door takes for the time, in nanoseconds, besides that which passes by itself. */
  final AtomicLong extraNanos = new AtomicLong();

  final DoorFixture doors;

  EventsFixture(EventSettings settings) {
    EventsDoor door =
        new EventsDoor(
            accounts,
            core.roster(),
            core.store(),
            feed,
            settings,
            () -> System.nanoTime() + extraNanos.get());
    doors =
        new DoorFixture(
            core.clock(),
            Map.of(EventsDoor.MOUNT, door, EventsDoor.CONFERENCES_MOUNT, door),
            HttpServerSettings.on("127.0.0.1", 0).withStreams(16, STALL_TIMEOUT));
  }

  static String of(ConferenceSid conference) {
    return EventsDoor.CONFERENCES_MOUNT + "/" + conference + "/events";
  }

  EventStreamClient stream(String path) {
    return stream(path, Map.of());
  }

  EventStreamClient stream(String path, Map<String, String> more) {
    Map<String, String> headers = new HashMap<>(more);
    headers.putIfAbsent("Authorization", DoorFixture.OWNER);
    headers.put("Accept", "text/event-stream");
    return new EventStreamClient(doors.open(path, headers));
  }

  /** Logs an event of a conference of which nobody else knows. */
  LoggedEvent log(ConferenceSid conference, long sequence, String text) {
    LinkedHashMap<String, String> parameters = new LinkedHashMap<>();
    parameters.put("Text", text);
    LoggedEvent event =
        new LoggedEvent(
            TestRoster.ACCOUNT,
            new Subject.OfConference(conference),
            sequence,
            core.clock().instant(),
            "participant-join",
            parameters,
            Optional.empty());
    try {
      core.store().commit(List.of(new DeliveryChange.OfEvent(event)));
    } catch (JournalException e) {
      throw new AssertionError(e);
    }
    return event;
  }

  static ConferenceSid unheardOf() {
    return new ConferenceSid(new UUID(0xABCDL, 1));
  }

  @Override
  public void close() {
    feed.close();
    doors.close();
    core.close();
  }
}
