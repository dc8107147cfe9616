package dev.rollcall.rest.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.conference.Conference;
import dev.rollcall.core.conference.LeaveReason;
import dev.rollcall.core.conference.Participant;
import dev.rollcall.core.event.ConferenceEvent;
import dev.rollcall.core.identity.ConferenceSid;
import dev.rollcall.core.roster.ConferenceReference;
import dev.rollcall.core.testing.Await;
import dev.rollcall.core.testing.TestRoster;
import dev.rollcall.rest.door.DoorFixture;
import dev.rollcall.rest.door.DoorFixture.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventListTest {
  private static final EventSettings SETTINGS = new EventSettings(Duration.ofSeconds(15), 8, 8, 2);

  private final EventsFixture events = new EventsFixture(SETTINGS);
  private final DoorFixture doors = events.doors;
  private final TestRoster core = events.core;

  @AfterEach
  void close() {
    events.close();
  }

  @Test
  void listsWhatHappenedInAConference() {
    Participant ann = core.join("standup", "ann");

    assertThat(doors.get(EventsFixture.of(ann.conference())).isOk().body().toString())
        .isEqualTo(
            """
            {"events":[{"position":1,"sequence":1,"event":"participant-join",\
            "at":"2026-11-21T08:00:00.000Z","account_sid":"%2$s","conference_sid":"%1$s",\
            "call_sid":null,"parameters":{"SequenceNumber":"1","CallSid":"%3$s"}},\
            {"position":2,"sequence":2,"event":"conference-start",\
            "at":"2026-11-21T08:00:00.000Z","account_sid":"%2$s","conference_sid":"%1$s",\
            "call_sid":null,"parameters":{"SequenceNumber":"2"}}],\
            "next_after":"%1$s:2","has_more":false}\
            """
                .formatted(ann.conference(), TestRoster.ACCOUNT, ann.call()));
  }

  @Test
  void listsThemByNameWhileItIsOnAndBySidForEver() {
    Participant ann = core.join("standup", "ann");
    assertThat(
            doors
                .get(EventsDoor.CONFERENCES_MOUNT + "/standup/events")
                .isOk()
                .texts("events", "event"))
        .containsExactly("participant-join", "conference-start");

    core.roster().leave(ann.call(), LeaveReason.HUNG_UP);

    assertThat(doors.get(EventsFixture.of(ann.conference())).isOk().texts("events", "event"))
        .containsExactly(
            "participant-join", "conference-start", "participant-leave", "conference-end");
    doors.get(EventsDoor.CONFERENCES_MOUNT + "/standup/events").isError(404, 20404);
  }

  @Test
  void goesOnByNameWithTheNextConferenceOfThatName() {
    String byName = EventsDoor.CONFERENCES_MOUNT + "/standup/events";
    List<ConferenceSid> rooms = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Participant ann = core.join("standup", "ann");
      core.join("retro", "bob" + i);
      core.roster().leave(ann.call(), LeaveReason.HUNG_UP);
      rooms.add(ann.conference());
    }
    String after = rooms.getFirst() + ":2";
    List<String> seen = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Answer answer = doors.get(byName + "?after=" + after).isOk();
      seen.addAll(answer.texts("events", "conference_sid"));
      after = answer.body().get("next_after").asString();
    }

    assertThat(seen)
        .containsExactlyElementsOf(
            Stream.of(
                    Collections.nCopies(2, rooms.get(0)),
                    Collections.nCopies(4, rooms.get(1)),
                    Collections.nCopies(4, rooms.get(2)))
                .flatMap(List::stream)
                .map(ConferenceSid::text)
                .toList());
    assertThat(after).isEqualTo(rooms.getLast() + ":4");

    ConferenceSid now = core.join("standup", "ann").conference();
    assertThat(doors.get(byName + "?after=" + after).isOk().texts("events", "conference_sid"))
        .containsExactly(now.text(), now.text());
  }

  @Test
  void refusesToGoOnBehindWhatIsNotThere() {
    Participant ann = core.join("standup", "ann");
    Participant bob = core.join("retro", "bob");
    String byName = EventsDoor.CONFERENCES_MOUNT + "/standup/events";

    String other = doors.get(byName + "?after=" + bob.conference() + ":1").message();
    assertThat(other).contains("another conference");
    doors.get(byName + "?after=" + EventsFixture.unheardOf() + ":1").isError(400, 20001);
    doors
        .get(EventsFixture.of(ann.conference()) + "?after=" + bob.conference() + ":1")
        .isError(400, 20001);
    doors.get(EventsDoor.MOUNT + "?after=" + ann.conference() + ":1").isError(400, 20001);
    doors.get(byName + "?after=" + ann.conference() + ":").isError(400, 20001);
    doors.get(byName + "?after=" + ann.conference() + ":x").isError(400, 20001);
  }

  @Test
  void goesOnBehindTheLastNumber() {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      core.join("room" + i, "ann");
    }
    long after = 0;
    boolean more = true;
    while (more) {
      Answer answer = doors.get(EventsDoor.MOUNT + "?limit=3&after=" + after).isOk();
      all.addAll(answer.texts("events", "position"));
      after = answer.body().get("next_after").asLong();
      more = answer.body().get("has_more").asBoolean();
    }

    assertThat(all).isEqualTo(LongStream.rangeClosed(1, 10).mapToObj(Long::toString).toList());
    Answer end = doors.get(EventsDoor.MOUNT + "?after=" + after).isOk();
    assertThat(end.body().get("events")).isEmpty();
    assertThat(end.body().get("next_after").asLong()).isEqualTo(10);
  }

  @Test
  void holdsBackWhatListsDoNotShowYet() {
    Participant ann = core.join("standup", "ann");
    events.held.hold();
    core.join("standup", "bob");
    core.join("retro", "cid");

    assertThat(numbers(EventsFixture.of(ann.conference()), "sequence")).containsExactly("1", "2");
    // Nobody may pass by the one that is held back: it would be lost for a reader that goes on.
    assertThat(numbers(EventsDoor.MOUNT, "position")).containsExactly("1", "2");
    assertThat(doors.get(EventsDoor.MOUNT).body().get("has_more").asBoolean()).isFalse();

    events.held.release();

    assertThat(numbers(EventsFixture.of(ann.conference()), "sequence"))
        .containsExactly("1", "2", "3");
    assertThat(numbers(EventsDoor.MOUNT, "position")).containsExactly("1", "2", "3", "4", "5");
  }

  @Test
  void holdsBackAConferenceThatNobodySeesYet() {
    ConferenceSid conference = EventsFixture.unheardOf();
    events.log(conference, 1, "first");
    core.join("standup", "ann");

    assertThat(numbers(EventsDoor.MOUNT, "position")).isEmpty();

    events.feed.accept(
        new ConferenceEvent.Started(
            Conference.opened(conference, TestRoster.ACCOUNT, "retro", core.clock().instant()),
            1,
            core.clock().instant()));

    assertThat(numbers(EventsDoor.MOUNT, "position")).containsExactly("1", "2", "3");
  }

  @Test
  void holdsBackWhatComesBehindAnEventThatIsStillToBeWritten() {
    Participant ann = core.join("standup", "ann");
    Conference conference = core.events().getFirst().conference();
    events.log(ann.conference(), 4, "early");
    events.feed.accept(new ConferenceEvent.Started(conference, 4, core.clock().instant()));

    assertThat(numbers(EventsFixture.of(ann.conference()), "sequence")).containsExactly("1", "2");
    assertThat(numbers(EventsFixture.of(ann.conference()) + "?after=2", "sequence")).isEmpty();

    events.log(ann.conference(), 3, "late");

    assertThat(numbers(EventsFixture.of(ann.conference()) + "?after=2", "sequence"))
        .containsExactly("3", "4");
  }

  @Test
  void goesOnBehindWhatHasBeenForgotten() {
    Participant ann = core.join("standup", "ann");
    core.clock().advance(Duration.ofDays(40));
    core.store().forget(core.clock().instant(), 100);
    core.join("standup", "bob");

    assertThat(numbers(EventsFixture.of(ann.conference()) + "?after=1", "sequence"))
        .containsExactly("3");
  }

  @Test
  void holdsBackACallWhoseEndIsStillToBeWritten() {
    core.join("standup", "ann");
    Participant bob = core.createAndAnswer("standup", "bob");
    List<String> before = numbers(EventsDoor.MOUNT, "position");
    core.store().failing(true);
    core.roster().leave(bob.call(), LeaveReason.HUNG_UP);

    assertThat(numbers(EventsDoor.MOUNT, "position")).containsExactly("1", "2");
    try (EventStreamClient stream = events.stream(EventsDoor.MOUNT)) {
      assertThat(stream.status()).isEqualTo(200);
    }

    core.store().failing(false);
    Await.until(
        () ->
            numbers(EventsDoor.MOUNT, "position").size() > before.size()
                ? Optional.empty()
                : Optional.of("the end of the call is not shown yet"));
  }

  @Test
  void waitsForAnEvent() {
    Participant ann = core.join("standup", "ann");
    CompletableFuture<Answer> ofOne =
        doors.ask(EventsFixture.of(ann.conference()) + "?after=2&wait=30");
    CompletableFuture<Answer> ofAll = doors.ask(EventsDoor.MOUNT + "?after=2&wait=30");
    awaitListening(2);

    core.join("standup", "bob");

    assertThat(ofOne.join().isOk().texts("events", "sequence")).containsExactly("3");
    assertThat(ofAll.join().isOk().texts("events", "position")).containsExactly("3");
    awaitListening(0);
  }

  @Test
  void waitsNoLongerThanAsked() {
    core.join("standup", "ann");
    CompletableFuture<Answer> waiting = doors.ask(EventsDoor.MOUNT + "?after=2&wait=30");
    awaitListening(1);
    events.extraNanos.set(Duration.ofSeconds(31).toNanos());
    // Something that is not for it wakes it, and it sees what time it is.
    events.feed.accept(
        new ConferenceEvent.Started(
            Conference.opened(
                EventsFixture.unheardOf(), TestRoster.ACCOUNT, "x", core.clock().instant()),
            1,
            core.clock().instant()));

    Answer answer = waiting.join().isOk();

    assertThat(answer.body().get("events")).isEmpty();
    assertThat(answer.body().get("next_after").asLong()).isEqualTo(2);
  }

  @Test
  void doesNotWaitForWhatCannotCome() {
    Participant ann = core.join("standup", "ann");
    core.roster().leave(ann.call(), LeaveReason.HUNG_UP);

    Answer answer = doors.get(EventsFixture.of(ann.conference()) + "?after=4&wait=30").isOk();

    assertThat(answer.body().get("events")).isEmpty();
  }

  @Test
  void letsOnlySoManyWait() {
    core.join("standup", "ann");
    CompletableFuture<Answer> first = doors.ask(EventsDoor.MOUNT + "?after=2&wait=30");
    CompletableFuture<Answer> second = doors.ask(EventsDoor.MOUNT + "?after=2&wait=30");
    awaitListening(2);

    Answer refused = doors.get(EventsDoor.MOUNT + "?after=2&wait=30").isError(429, 20429);
    assertThat(refused.header("Retry-After")).isEqualTo("1");
    doors.get(EventsDoor.MOUNT + "?after=2").isOk();
    events.feed.close();

    first.join().isOk();
    second.join().isOk();
    doors.get(EventsDoor.MOUNT + "?after=2&wait=30").isOk();
  }

  @Test
  void stopsWaitingWhenTheClientIsGone() {
    core.join("standup", "ann");
    CompletableFuture<Answer> waiting = doors.ask(EventsDoor.MOUNT + "?after=2&wait=30");
    awaitListening(1);

    waiting.cancel(true);

    awaitListening(0);
  }

  @Test
  void refusesWhatItDoesNotUnderstand() {
    for (String query :
        List.of(
            "?after=-1",
            "?after=x",
            "?limit=0",
            "?limit=1001",
            "?wait=31",
            "?wait=x",
            "?since=1")) {
      doors.get(EventsDoor.MOUNT + query).isError(400, 20001);
    }
  }

  @Test
  void answersForeignOnesLikeNone() {
    Participant ann = core.join("standup", "ann");
    Map<String, String> stranger = Map.of("Authorization", DoorFixture.STRANGER);
    Map<String, String> streaming =
        Map.of("Authorization", DoorFixture.STRANGER, "Accept", "text/event-stream");
    String path = EventsFixture.of(ann.conference());
    String absent = EventsFixture.of(EventsFixture.unheardOf());

    String foreign = doors.send("GET", path, stranger).isError(404, 20404).message();
    String none = doors.send("GET", absent, stranger).isError(404, 20404).message();

    assertThat(foreign.replace(path, "")).isEqualTo(none.replace(absent, ""));
    doors.send("GET", path, streaming).isError(404, 20404);
    doors
        .send("GET", EventsDoor.CONFERENCES_MOUNT + "/standup/events", stranger)
        .isError(404, 20404);
    assertThat(doors.send("GET", EventsDoor.MOUNT, stranger).isOk().body().get("events")).isEmpty();
  }

  @Test
  void servesItsPathsAndMethodsOnly() {
    Participant ann = core.join("standup", "ann");
    Map<String, String> owner = Map.of("Authorization", DoorFixture.OWNER);
    for (String path : List.of(EventsDoor.MOUNT, EventsFixture.of(ann.conference()))) {
      assertThat(doors.send("POST", path, owner).isError(405, 20004).header("Allow"))
          .isEqualTo("GET, HEAD");
      assertThat(doors.send("HEAD", path, owner).status()).isEqualTo(200);
      doors.send("GET", path, Map.of()).isError(401, 20003);
    }
    doors.get(EventsDoor.MOUNT + "/1").isError(404, 20404);
    doors.get(EventsDoor.CONFERENCES_MOUNT).isError(404, 20404);
    doors.get(EventsDoor.CONFERENCES_MOUNT + "/" + ann.conference()).isError(404, 20404);
  }

  @Test
  void remembersNothingOfWhatIsOver() {
    for (int i = 0; i < 20; i++) {
      Participant ann = core.join("standup", "ann");
      core.join("standup", "bob");
      assertThat(events.feed.live()).isEqualTo(1);
      core.roster().end(TestRoster.ACCOUNT, new ConferenceReference.BySid(ann.conference()));
      assertThat(events.feed.live()).isZero();
    }
  }

  private List<String> numbers(String path, String number) {
    return doors.get(path).isOk().texts("events", number);
  }

  private void awaitListening(int number) {
    Await.until(
        () ->
            events.feed.listening() == number
                ? Optional.empty()
                : Optional.of(events.feed.listening() + " are listening, not " + number));
  }
}
