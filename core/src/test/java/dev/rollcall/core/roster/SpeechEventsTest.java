package dev.rollcall.core.roster;

import static dev.rollcall.core.testing.TestRoster.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.call.CallStatus;
import dev.rollcall.core.conference.LeaveReason;
import dev.rollcall.core.conference.Participant;
import dev.rollcall.core.event.ConferenceEvent;
import dev.rollcall.core.identity.CallSid;
import dev.rollcall.core.paging.PageRequest;
import dev.rollcall.core.roster.Wanted.Update;
import dev.rollcall.core.signalling.JoinRequest;
import dev.rollcall.core.testing.TestRoster;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who speaks, as it is told of every conference. */
class SpeechEventsTest {
  private static final ConferenceReference STANDUP = new ConferenceReference.ByName("standup");

  private final TestRoster world = new TestRoster();
  private final Roster roster = world.roster();

  @AfterEach
  void close() {
    world.close();
  }

  private void speaks(Participant participant, boolean speaking) {
    roster.onSpeech(Map.of(participant.call(), speaking));
  }

  private void update(Participant participant, Update update) {
    roster.update(
        ACCOUNT, STANDUP, new ParticipantReference.ByCall(participant.call()), update.update());
  }

  private List<String> told() {
    return world.events().stream()
        .map(
            event ->
                switch (event) {
                  case ConferenceEvent.Spoke spoke -> spoke.speaking() ? "speaks" : "stops";
                  case ConferenceEvent.Changed changed -> changed.what().name();
                  case ConferenceEvent.Left _ -> "left";
                  case ConferenceEvent.Ended _ -> "ended";
                  case ConferenceEvent.Started _ -> "started";
                  case ConferenceEvent.Joined _ -> "joined";
                  case ConferenceEvent.Announced _ -> "announced";
                })
        .toList();
  }

  private List<CallSid> speaking() {
    return roster
        .quality(ACCOUNT, STANDUP, Presence.ALL, true, PageRequest.first(50))
        .items()
        .stream()
        .map(each -> each.participant().call())
        .toList();
  }

  @Test
  void whoSpeaksIsToldThoughNobodyAskedForIt() {
    Participant ann = world.join("standup", "ann");

    speaks(ann, true);
    speaks(ann, true);
    assertThat(speaking()).containsExactly(ann.call());
    speaks(ann, false);
    speaks(ann, false);

    assertThat(told()).endsWith("speaks", "stops").filteredOn("speaks"::equals).hasSize(1);
    assertThat(speaking()).isEmpty();
    assertThat(world.events()).extracting(ConferenceEvent::sequence).doesNotHaveDuplicates();
  }

  @Test
  void whoIsMutedHeldOrGoneStopsAndBeginsAnewOnceHeardAgain() {
    world.join("standup", "stays");
    Participant ann = world.join("standup", "ann");
    int before = told().size();

    speaks(ann, true);
    update(ann, Update.of().muted(true));
    update(ann, Update.of().muted(false));
    update(ann, Update.of().hold(true));
    speaks(ann, false);
    update(ann, Update.of().hold(false));
    speaks(ann, true);
    roster.leave(ann.call(), LeaveReason.HUNG_UP);

    assertThat(told().subList(before, told().size()))
        .containsExactly(
            "speaks", "MUTED", "stops", "UNMUTED", "speaks", "HELD", "stops", "UNHELD", "speaks",
            "stops", "left");
  }

  @Test
  void whoSpeaksBeforeTheStartIsToldOfWhenSomebodyStartsIt() {
    Participant ann = world.roster().join(waiting("ann"));
    Participant quiet = world.roster().join(waiting("quiet"));
    Participant eve = world.roster().join(waiting("eve"));
    update(eve, Update.of().muted(true));
    speaks(ann, true);
    speaks(eve, true);
    speaks(quiet, true);
    speaks(quiet, false);
    assertThat(told()).doesNotContain("speaks", "stops");

    world.join("standup", "moderator");

    assertThat(told()).endsWith("joined", "started", "speaks");
    assertThat(speaking()).containsExactly(ann.call());
    assertThat(world.events()).extracting(ConferenceEvent::sequence).doesNotHaveDuplicates();
    speaks(ann, false);
    assertThat(told()).endsWith("stops");
  }

  private JoinRequest waiting(String name) {
    return world.request("standup", name, Wanted.controls(false, false, false));
  }

  @Test
  void whoSpeaksWhileItsPhoneStillRingsIsToldOfOnceItAnswers() {
    world.join("standup", "ann");
    Participant eve = world.create("standup", "eve");
    world.dialled(eve).ring();
    world.dialled(eve).earlyMedia();
    speaks(eve, true);
    assertThat(speaking()).isEmpty();
    assertThat(told()).doesNotContain("speaks");

    assertThat(world.dialled(eve).answer()).isTrue();

    assertThat(told()).endsWith("joined", "speaks");
    assertThat(speaking()).containsExactly(eve.call());
  }

  @Test
  void ofACallThatIsNotAnsweredNothingIsTold() {
    world.join("standup", "ann");
    Participant eve = world.create("standup", "eve");
    world.dialled(eve).earlyMedia();
    speaks(eve, true);

    world.fail(eve, CallStatus.BUSY);

    assertThat(told()).endsWith("left").doesNotContain("speaks", "stops");
  }

  @Test
  void allWhoSpeakWhenTheConferenceEndsStopFirst() {
    Participant ann = world.join("standup", "ann");
    Participant eve = world.join("standup", "eve");
    Participant quiet = world.join("standup", "quiet");
    speaks(ann, true);
    speaks(eve, true);

    roster.end(ACCOUNT, STANDUP);

    assertThat(told()).endsWith("ended").filteredOn("stops"::equals).hasSize(2);
    assertThat(world.routes(quiet.conference())).isEmpty();
  }

  @Test
  void whatChangesTogetherIsToldTogetherInEachConference() {
    Map<CallSid, Boolean> speaking = new LinkedHashMap<>();
    List<Participant> standup = List.of(world.join("standup", "ann"), world.join("standup", "eve"));
    List<Participant> retro = List.of(world.join("retro", "kim"), world.join("retro", "lee"));
    standup.forEach(each -> speaking.put(each.call(), true));
    retro.forEach(each -> speaking.put(each.call(), true));
    int routed = world.audio().routed();

    roster.onSpeech(speaking);

    assertThat(world.events())
        .filteredOn(ConferenceEvent.Spoke.class::isInstance)
        .extracting(each -> ((ConferenceEvent.Spoke) each).participant().call())
        .containsExactlyInAnyOrderElementsOf(speaking.keySet());
    assertThat(world.audio().routed()).as("who speaks routes nothing").isEqualTo(routed);
  }

  @Test
  void beginningsBeyondTheMostOfASecondAreNotToldNorAreTheirEnds() {
    Participant ann = world.join("standup", "ann");
    for (int i = 0; i < 2 * SpeechPace.EACH_SECOND; i++) {
      speaks(ann, true);
      speaks(ann, false);
    }
    assertThat(told()).filteredOn("speaks"::equals).hasSize(SpeechPace.EACH_SECOND);
    assertThat(told()).filteredOn("stops"::equals).hasSize(SpeechPace.EACH_SECOND);

    world.clock().advance(Duration.ofMillis(1_000 / SpeechPace.EACH_SECOND));
    speaks(ann, true);
    assertThat(speaking()).containsExactly(ann.call());
  }

  @Test
  void aClockThatIsSetBackDoesNotKeepPeopleSilent() {
    SpeechPace pace = new SpeechPace();
    while (pace.allows(world.clock().instant())) {
      assertThat(pace).isNotNull();
    }
    assertThat(pace.allows(world.clock().instant().minus(Duration.ofHours(1)))).isTrue();
  }
}
