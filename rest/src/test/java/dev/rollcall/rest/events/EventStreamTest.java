package dev.rollcall.rest.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.account.NewKey;
import dev.rollcall.core.conference.LeaveReason;
import dev.rollcall.core.conference.Participant;
import dev.rollcall.core.conference.ParticipantFilter;
import dev.rollcall.core.event.ConferenceEvent;
import dev.rollcall.core.identity.CallSid;
import dev.rollcall.core.identity.ConferenceSid;
import dev.rollcall.core.paging.PageRequest;
import dev.rollcall.core.roster.ConferenceReference;
import dev.rollcall.core.roster.Presence;
import dev.rollcall.core.testing.Await;
import dev.rollcall.core.testing.TestRoster;
import dev.rollcall.rest.door.DoorFixture;
import dev.rollcall.rest.events.EventStreamClient.Block;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class EventStreamTest {
  private EventsFixture events =
      new EventsFixture(new EventSettings(Duration.ofSeconds(15), 3, 2, 2));

  @AfterEach
  void close() {
    events.close();
  }

  @Test
  void tellsAConferenceFromItsFirstEventToItsLast() throws InterruptedException {
    Participant ann = events.core.join("standup", "ann");
    try (EventStreamClient stream =
        events.stream(EventsDoor.CONFERENCES_MOUNT + "/standup/events")) {
      assertThat(stream.status()).isEqualTo(200);
      assertThat(stream.headers().firstValue("Content-Type")).contains("text/event-stream");
      assertThat(stream.headers().firstValue("Cache-Control")).contains("no-store");
      assertThat(stream.next().id()).contains(ann.conference() + ":0");
      Block joined = stream.next();
      assertThat(joined.id()).contains(ann.conference() + ":1");
      assertThat(joined.event()).contains("participant-join");
      assertThat(joined.data().orElseThrow().toString())
          .isEqualTo(
              """
              {"position":1,"sequence":1,"event":"participant-join",\
              "at":"2026-11-21T08:00:00.000Z","account_sid":"%s","conference_sid":"%s",\
              "call_sid":null,"parameters":{"SequenceNumber":"1","CallSid":"%s"}}\
              """
                  .formatted(TestRoster.ACCOUNT, ann.conference(), ann.call()));
      assertThat(stream.next().event()).contains("conference-start");

      events.core.roster().leave(ann.call(), LeaveReason.HUNG_UP);

      assertThat(stream.next().event()).contains("participant-leave");
      Block last = stream.next();
      assertThat(last.event()).contains("conference-end");
      assertThat(last.id()).contains(ann.conference() + ":4");
      assertThat(stream.next().isEnd()).isTrue();
    }
    awaitListening(0);
  }

  @Test
  void goesOnWhereAnotherEnded() throws InterruptedException {
    Participant ann = events.core.join("standup", "ann");
    String path = EventsFixture.of(ann.conference());
    try (EventStreamClient byHeader =
            events.stream(path + "?after=0", Map.of("Last-Event-ID", "1"));
        EventStreamClient byParameter = events.stream(path + "?after=1")) {
      for (EventStreamClient stream : List.of(byHeader, byParameter)) {
        assertThat(stream.next().id()).contains(ann.conference() + ":1");
        assertThat(stream.next().id()).contains(ann.conference() + ":2");
      }
    }
    events
        .doors
        .send(
            "GET",
            path,
            Map.of(
                "Authorization",
                DoorFixture.OWNER,
                "Accept",
                "text/event-stream",
                "Last-Event-ID",
                "x"))
        .isError(400, 20001);
  }

  @Test
  void tellsAClientThatHasEverythingNotToComeAgain() throws InterruptedException {
    Participant ann = events.core.join("standup", "ann");
    events.core.roster().leave(ann.call(), LeaveReason.HUNG_UP);
    String path = EventsFixture.of(ann.conference());

    assertThat(
            events
                .doors
                .send(
                    "GET",
                    path + "?after=4",
                    Map.of("Authorization", DoorFixture.OWNER, "Accept", "text/event-stream"))
                .status())
        .isEqualTo(204);
    try (EventStreamClient stream = events.stream(path)) {
      for (String id : List.of("0", "1", "2", "3", "4")) {
        assertThat(stream.next().id()).contains(ann.conference() + ":" + id);
      }
      assertThat(stream.next().isEnd()).isTrue();
    }
  }

  @Test
  void goesOnInTheNextConferenceOfTheNameAfterTheRestOfTheOneBefore() throws InterruptedException {
    String byName = EventsDoor.CONFERENCES_MOUNT + "/standup/events";
    Participant before = events.core.join("standup", "ann");
    events.core.roster().leave(before.call(), LeaveReason.HUNG_UP);
    Map<String, String> all = lastHad(before.conference() + ":4");
    assertThat(events.doors.send("GET", byName, all).status()).isEqualTo(204);
    Participant now = events.core.join("standup", "ann");

    try (EventStreamClient rest = events.stream(byName, lastHad(before.conference() + ":3"))) {
      rest.next();
      assertThat(rest.next().id()).contains(before.conference() + ":4");
      assertThat(rest.next().isEnd()).isTrue();
    }
    try (EventStreamClient anew = events.stream(byName, all)) {
      for (String id : List.of("0", "1", "2")) {
        assertThat(anew.next().id()).contains(now.conference() + ":" + id);
      }
    }
  }

  private static Map<String, String> lastHad(String id) {
    return Map.of(
        "Authorization", DoorFixture.OWNER, "Accept", "text/event-stream", "Last-Event-ID", id);
  }

  @Test
  void tellsAnAccountWhatComesNext() throws InterruptedException {
    Participant ann = events.core.join("standup", "ann");
    try (EventStreamClient stream = events.stream(EventsDoor.MOUNT)) {
      assertThat(stream.next().id()).contains("2");

      events.core.join("retro", "bob");
      events.core.roster().leave(ann.call(), LeaveReason.HUNG_UP);

      Block joined = stream.next();
      assertThat(joined.id()).contains("3");
      assertThat(joined.data().orElseThrow().get("sequence").asInt()).isEqualTo(1);
      assertThat(stream.next().id()).contains("4");
      assertThat(stream.next().event()).contains("participant-leave");
      assertThat(stream.next().event()).contains("conference-end");
      assertThat(stream.isEmpty()).isTrue();
    }
    awaitListening(0);
  }

  @Test
  void beginsWithWhatListsDoNotShowYet() throws InterruptedException {
    events.core.join("standup", "ann");
    events.held.hold();
    events.core.join("standup", "bob");
    events.core.join("standup", "cid");
    try (EventStreamClient stream = events.stream(EventsDoor.MOUNT)) {
      assertThat(stream.next().id()).contains("2");
      assertThat(stream.isEmpty()).isTrue();

      events.held.release();

      assertThat(stream.next().id()).contains("3");
      assertThat(stream.next().id()).contains("4");
    }
  }

  /** Each event is followed at once by a list, which must show what the event said. */
  @Test
  void neverRunsAheadOfTheLists() throws InterruptedException {
    Participant first = events.core.join("standup", "first");
    ConferenceSid conference = first.conference();
    int coming = 300;
    try (EventStreamClient stream = events.stream(EventsFixture.of(conference))) {
      Thread crowd =
          Thread.ofVirtual()
              .start(
                  () -> {
                    for (int i = 0; i < coming; i++) {
                      Participant each = events.core.join("standup", "p" + i);
                      events.core.roster().leave(each.call(), LeaveReason.HUNG_UP);
                    }
                  });
      stream.next();
      Set<String> here = new HashSet<>();
      for (long number = 1; number <= 2 + 2 * coming; number++) {
        Block block = stream.next();
        assertThat(block.id()).contains(conference + ":" + number);
        JsonNode call = block.data().orElseThrow().get("parameters").path("CallSid");
        Set<String> everyone = everyoneWhoEverCame(conference);
        if (block.event().equals(Optional.of("participant-join"))) {
          here.add(call.asString());
          assertThat(everyone).contains(call.asString());
        } else if (block.event().equals(Optional.of("participant-leave"))) {
          here.remove(call.asString());
          assertThat(live(conference)).doesNotContain(call.asString());
        }
      }
      crowd.join();
      assertThat(here).containsExactly(first.call().text());
    }
  }

  @Test
  void sendsCommentsWhileNothingHappens() throws InterruptedException {
    anew(new EventSettings(Duration.ofMillis(20), 3, 3, 2));
    events.core.join("standup", "ann");
    try (EventStreamClient stream = events.stream(EventsDoor.MOUNT)) {
      stream.next();
      assertThat(stream.anything().comment()).isEqualTo(": here");
      assertThat(stream.anything().comment()).isEqualTo(": here");
    }
  }

  @Test
  void seesEventsThatWereWrittenLate() throws InterruptedException {
    anew(new EventSettings(Duration.ofMillis(20), 3, 3, 2));
    Participant ann = events.core.join("standup", "ann");
    try (EventStreamClient stream = events.stream(EventsFixture.of(ann.conference()))) {
      for (String id : List.of("0", "1", "2")) {
        assertThat(stream.next().id()).contains(ann.conference() + ":" + id);
      }
      events.core.store().failing(true);
      events.core.roster().leave(ann.call(), LeaveReason.HUNG_UP);
      // The feed was told; only the log does not have it yet.
      assertThat(events.feed.live()).isZero();
      events.core.store().failing(false);

      assertThat(stream.next().event()).contains("participant-leave");
      assertThat(stream.next().event()).contains("conference-end");
      assertThat(stream.next().isEnd()).isTrue();
    }
  }

  @Test
  void letsOnlySoManyRead() {
    events.core.join("standup", "ann");
    Map<String, String> headers =
        Map.of("Authorization", DoorFixture.OWNER, "Accept", "text/event-stream");
    try (EventStreamClient _ = events.stream(EventsDoor.MOUNT);
        EventStreamClient _ = events.stream(EventsDoor.MOUNT)) {
      awaitListening(2);
      events.doors.send("GET", EventsDoor.MOUNT, headers).isError(429, 20429);
      try (EventStreamClient other =
          events.stream(EventsDoor.MOUNT, Map.of("Authorization", DoorFixture.STRANGER))) {
        assertThat(other.status()).isEqualTo(200);
        awaitListening(3);
      }
    }
    awaitListening(0);
    try (EventStreamClient again = events.stream(EventsDoor.MOUNT)) {
      assertThat(again.status()).isEqualTo(200);
    }
  }

  @Test
  void endsSoonAfterTheKeyIsGoneThatOpenedIt() throws InterruptedException {
    anew(new EventSettings(Duration.ofMillis(20), 3, 3, 2));
    NewKey idle = events.accounts.keys().create(TestRoster.ACCOUNT, "idle");
    try (EventStreamClient stream = events.stream(EventsDoor.MOUNT, login(idle))) {
      stream.next();
      events.accounts.keys().remove(TestRoster.ACCOUNT, idle.key().sid());
      assertThat(stream.next().isEnd()).isTrue();
    }
  }

  @Test
  void endsAlsoWhileThereIsAlwaysSomethingToTell() throws InterruptedException {
    NewKey busy = events.accounts.keys().create(TestRoster.ACCOUNT, "busy");
    try (EventStreamClient stream = events.stream(EventsDoor.MOUNT, login(busy))) {
      stream.next();
      events.core.join("standup", "ann");
      assertThat(stream.next().event()).contains("participant-join");
      assertThat(stream.next().event()).contains("conference-start");
      events.accounts.keys().remove(TestRoster.ACCOUNT, busy.key().sid());
      events.extraNanos.set(Duration.ofSeconds(15).toNanos());
      events.core.join("standup", "bob");
      assertThat(stream.next().isEnd()).isTrue();
    }
  }

  private static Map<String, String> login(NewKey key) {
    return Map.of("Authorization", DoorFixture.basic(key.key().sid().text(), key.secret()));
  }

  @Test
  void endsWhenTheFeedCloses() throws InterruptedException {
    events.core.join("standup", "ann");
    try (EventStreamClient stream = events.stream(EventsDoor.MOUNT)) {
      stream.next();
      events.feed.close();
      assertThat(stream.next().isEnd()).isTrue();
    }
  }

  @Test
  void dropsAClientThatDoesNotRead() throws IOException {
    ConferenceSid conference = events.core.join("standup", "ann").conference();
    String text = "x".repeat(20_000);
    // More than all buffers between the two hold.
    for (int i = 0; i < 1_500; i++) {
      events.log(conference, 3 + i, text);
    }
    events.feed.accept(
        new ConferenceEvent.Started(
            events.core.events().getLast().conference(), 2 + 1_500, events.core.clock().instant()));
    try (Socket socket = new Socket()) {
      socket.setReceiveBufferSize(4_096);
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), events.doors.port()));
      socket
          .getOutputStream()
          .write(
              ("GET "
                      + EventsFixture.of(conference)
                      + " HTTP/1.1\r\nHost: x\r\nAccept: text/event-stream\r\nAuthorization: "
                      + DoorFixture.OWNER
                      + "\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      awaitListening(1);
      awaitListening(0);
    }
  }

  private void anew(EventSettings settings) {
    events.close();
    events = new EventsFixture(settings);
  }

  private Set<String> everyoneWhoEverCame(ConferenceSid conference) {
    return calls(conference, Presence.ALL);
  }

  private Set<String> live(ConferenceSid conference) {
    return calls(conference, Presence.LIVE);
  }

  private Set<String> calls(ConferenceSid conference, Presence presence) {
    Set<String> calls = new HashSet<>();
    events
        .core
        .roster()
        .participants(
            TestRoster.ACCOUNT,
            new ConferenceReference.BySid(conference),
            presence,
            ParticipantFilter.ALL,
            PageRequest.first(1_000))
        .items()
        .stream()
        .map(Participant::call)
        .map(CallSid::text)
        .forEach(calls::add);
    return calls;
  }

  private void awaitListening(int number) {
    Await.until(
        () ->
            events.feed.listening() == number
                ? Optional.empty()
                : Optional.of(events.feed.listening() + " are listening, not " + number));
  }
}
