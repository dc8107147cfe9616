package dev.rollcall.core.roster;

import static dev.rollcall.core.testing.TestRoster.ACCOUNT;
import static dev.rollcall.core.testing.TestRoster.OTHER_ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.rollcall.core.Problem;
import dev.rollcall.core.RefusedException;
import dev.rollcall.core.call.Call;
import dev.rollcall.core.call.CallFilter;
import dev.rollcall.core.call.CallStatus;
import dev.rollcall.core.conference.Conference;
import dev.rollcall.core.conference.ConferenceFilter;
import dev.rollcall.core.conference.ConferenceStatus;
import dev.rollcall.core.conference.Controls;
import dev.rollcall.core.conference.EndReason;
import dev.rollcall.core.conference.Ending;
import dev.rollcall.core.conference.LeaveReason;
import dev.rollcall.core.conference.Participant;
import dev.rollcall.core.conference.ParticipantFilter;
import dev.rollcall.core.event.ConferenceEvent;
import dev.rollcall.core.event.Outbox;
import dev.rollcall.core.identity.ConferenceSid;
import dev.rollcall.core.paging.Cursor;
import dev.rollcall.core.paging.Page;
import dev.rollcall.core.paging.PageRequest;
import dev.rollcall.core.roster.ConferenceReference.ByName;
import dev.rollcall.core.roster.ConferenceReference.BySid;
import dev.rollcall.core.roster.ParticipantReference.ByCall;
import dev.rollcall.core.roster.ParticipantReference.ByLabel;
import dev.rollcall.core.roster.Wanted.Update;
import dev.rollcall.core.testing.TestRoster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who is in a conference, how they leave, and what is told of it. */
final class RosterTest {
  private static final ByName STANDUP = new ByName("standup");
  private final TestRoster world = new TestRoster();
  private final Roster roster = world.roster();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void opensAConferenceWithItsFirstParticipant() {
    Participant ann = world.join("standup", "ann");

    Conference conference = roster.conference(ACCOUNT, STANDUP);
    assertThat(conference.status()).isEqualTo(ConferenceStatus.IN_PROGRESS);
    assertThat(conference.sid()).isEqualTo(ann.conference());
    assertThat(live()).containsExactly(ann);
    assertThat(roster.participant(ACCOUNT, STANDUP, new ByLabel("ann"))).isEqualTo(ann);
    assertThat(roster.participant(ACCOUNT, new BySid(ann.conference()), new ByCall(ann.call())))
        .isEqualTo(ann);
    assertThat(roster.call(ACCOUNT, ann.call()).status()).isEqualTo(CallStatus.IN_PROGRESS);
  }

  @Test
  void showsTheNewestParticipantFirst() {
    Participant ann = world.join("standup", "ann");
    Participant bob = world.join("standup", "bob");

    assertThat(live()).containsExactly(bob, ann);
  }

  @Test
  void waitsForAParticipantThatStartsTheConference() {
    Controls waiting = new Controls(false, false, Optional.empty(), false, false, false, false);
    roster.join(world.request("standup", "ann", waiting));
    assertThat(roster.conference(ACCOUNT, STANDUP).status()).isEqualTo(ConferenceStatus.INIT);

    world.join("standup", "bob");

    assertThat(roster.conference(ACCOUNT, STANDUP).status())
        .isEqualTo(ConferenceStatus.IN_PROGRESS);
  }

  @Test
  void readsTheLiveListFromMemoryAlone() {
    world.join("standup", "ann");
    Participant bob = world.join("standup", "bob");
    PageRequest afterBob = PageRequest.at(Cursor.after(bob.sid().id()), 5);
    long reads = world.store().reads();

    live();
    assertThat(page(STANDUP, Presence.LIVE, afterBob).items()).hasSize(1);

    assertThat(world.store().reads()).isEqualTo(reads);
  }

  @Test
  void asksTheStoreOnceWhetherAPageTokenIsOfOneWhoLeft() {
    world.join("standup", "ann");
    Participant gone = world.join("standup", "bob");
    roster.leave(gone.call(), LeaveReason.HUNG_UP);
    long reads = world.store().reads();

    PageRequest afterGone = PageRequest.at(Cursor.after(gone.sid().id()), 5);
    assertThat(page(STANDUP, Presence.LIVE, afterGone).items()).hasSize(1);

    assertThat(world.store().reads()).isEqualTo(reads + 1);
  }

  @Test
  void completesTheConferenceWhenTheLastOneLeaves() {
    Participant ann = world.join("standup", "ann");
    world.clock().advance(Duration.ofSeconds(42));

    roster.leave(ann.call(), LeaveReason.HUNG_UP);

    Conference over = roster.conference(ACCOUNT, new BySid(ann.conference()));
    assertThat(over.status()).isEqualTo(ConferenceStatus.COMPLETED);
    assertThat(over.ending())
        .contains(new Ending(EndReason.LAST_PARTICIPANT_LEFT, Optional.of(ann.call())));
    Call call = roster.call(ACCOUNT, ann.call());
    assertThat(call.status()).isEqualTo(CallStatus.COMPLETED);
    assertThat(call.duration()).contains(Duration.ofSeconds(42));
    assertThat(refusal(() -> roster.conference(ACCOUNT, STANDUP)))
        .isEqualTo(Problem.CONFERENCE_NOT_FOUND);
    assertThat(roster.statistics()).isEqualTo(new RosterStatistics(0, 0));
  }

  @Test
  void keepsHistoryAfterTheEnd() {
    Participant ann = world.join("standup", "ann");
    Participant bob = world.join("standup", "bob");
    roster.leave(ann.call(), LeaveReason.UNREACHABLE);
    roster.end(ACCOUNT, STANDUP);
    BySid conference = new BySid(ann.conference());

    assertThat(page(conference, Presence.LIVE, PageRequest.first(9)).items()).isEmpty();
    assertThat(page(conference, Presence.ALL, PageRequest.first(9)).items())
        .extracting(Participant::sid, each -> each.departure().orElseThrow().reason())
        .containsExactly(
            tuple(bob.sid(), LeaveReason.CONFERENCE_ENDED_VIA_API),
            tuple(ann.sid(), LeaveReason.UNREACHABLE));
  }

  @Test
  void showsLiveAndDepartedTogether() {
    Participant ann = world.join("standup", "ann");
    Participant bob = world.join("standup", "bob");
    Participant eve = world.join("standup", "eve");
    roster.leave(bob.call(), LeaveReason.HUNG_UP);

    assertThat(page(STANDUP, Presence.ALL, PageRequest.first(9)).items())
        .extracting(Participant::sid)
        .containsExactly(eve.sid(), bob.sid(), ann.sid());
    assertThat(page(STANDUP, Presence.DEPARTED, PageRequest.first(9)).items())
        .extracting(Participant::sid)
        .containsExactly(bob.sid());
  }

  @Test
  void takesTheConferenceAlongWhenItsModeratorLeaves() {
    Participant ann = world.join("standup", "ann");
    Participant bob = world.join("standup", "bob");
    roster.update(
        ACCOUNT, STANDUP, new ByLabel("ann"), Update.of().endConferenceOnExit(true).update());

    roster.leave(ann.call(), LeaveReason.HUNG_UP);

    assertThat(
            roster.conference(ACCOUNT, new BySid(ann.conference())).ending().orElseThrow().reason())
        .isEqualTo(EndReason.PARTICIPANT_WITH_END_CONFERENCE_ON_EXIT_LEFT);
    assertThat(world.hangUps()).containsOnlyKeys(bob.call());
    assertThat(world.hangUps()).containsValue(LeaveReason.MODERATOR_ENDED_CONFERENCE);
  }

  @Test
  void hangsUpWhoIsRemoved() {
    Participant ann = world.join("standup", "ann");
    Participant bob = world.join("standup", "bob");

    Participant removed = roster.remove(ACCOUNT, STANDUP, new ByCall(bob.call()));

    assertThat(removed.departure().orElseThrow().reason()).isEqualTo(LeaveReason.KICKED);
    assertThat(world.hangUps()).containsOnlyKeys(bob.call());
    assertThat(live()).containsExactly(ann);
    assertThat(refusal(() -> roster.remove(ACCOUNT, STANDUP, new ByCall(bob.call()))))
        .isEqualTo(Problem.PARTICIPANT_NOT_FOUND);

    roster.remove(ACCOUNT, STANDUP, new ByCall(ann.call()));
    assertThat(
            roster.conference(ACCOUNT, new BySid(ann.conference())).ending().orElseThrow().reason())
        .isEqualTo(EndReason.LAST_PARTICIPANT_KICKED);
  }

  @Test
  void beepsWhenAParticipantWithABeepLeaves() {
    Participant ann = world.join("standup", "ann");
    world.join("standup", "bob");
    roster.update(ACCOUNT, STANDUP, new ByLabel("ann"), Update.of().beepOnExit(true).update());

    roster.leave(ann.call(), LeaveReason.HUNG_UP);

    assertThat(world.beeps()).containsExactly(ann.conference());
  }

  @Test
  void refusesToEndTwice() {
    Participant ann = world.join("standup", "ann");
    Conference over = roster.end(ACCOUNT, STANDUP);

    assertThat(over.status()).isEqualTo(ConferenceStatus.COMPLETED);
    assertThat(refusal(() -> roster.end(ACCOUNT, new BySid(ann.conference()))))
        .isEqualTo(Problem.CONFERENCE_COMPLETED);
  }

  @Test
  void hidesWhatAnotherAccountOwns() {
    Participant ann = world.join("standup", "ann");
    BySid conference = new BySid(ann.conference());
    BySid unknown = new BySid(new ConferenceSid(UUID.randomUUID()));

    for (ConferenceReference each : List.of(conference, unknown, STANDUP)) {
      assertThat(refusal(() -> roster.conference(OTHER_ACCOUNT, each)))
          .isEqualTo(Problem.CONFERENCE_NOT_FOUND);
      assertThat(refusal(() -> roster.end(OTHER_ACCOUNT, each)))
          .isEqualTo(Problem.CONFERENCE_NOT_FOUND);
      assertThat(refusal(() -> roster.participant(OTHER_ACCOUNT, each, new ByCall(ann.call()))))
          .isEqualTo(Problem.CONFERENCE_NOT_FOUND);
      assertThat(
              refusal(
                  () ->
                      roster.participants(
                          OTHER_ACCOUNT,
                          each,
                          Presence.ALL,
                          ParticipantFilter.ALL,
                          PageRequest.first(5))))
          .isEqualTo(Problem.CONFERENCE_NOT_FOUND);
    }
    assertThat(refusal(() -> roster.call(OTHER_ACCOUNT, ann.call())))
        .isEqualTo(Problem.CALL_NOT_FOUND);
    assertThat(
            roster.conferences(OTHER_ACCOUNT, ConferenceFilter.ALL, PageRequest.first(5)).items())
        .isEmpty();
    assertThat(roster.calls(OTHER_ACCOUNT, CallFilter.ALL, PageRequest.first(5)).items()).isEmpty();
  }

  @Test
  void refusesTheCursorOfAnotherList() {
    Participant ann = world.join("standup", "ann");
    Participant elsewhere = world.join("elsewhere", "bob");
    roster.leave(elsewhere.call(), LeaveReason.HUNG_UP);

    for (UUID id : List.of(elsewhere.sid().id(), ann.call().id(), UUID.randomUUID())) {
      assertThat(refusal(() -> page(STANDUP, Presence.LIVE, PageRequest.at(Cursor.after(id), 5))))
          .isEqualTo(Problem.CURSOR_INVALID);
    }
  }

  @Test
  void refusesNamesThatCannotBeAddressed() {
    for (String room : List.of("", " ", "x".repeat(129), "a\nb", "CF" + "0".repeat(32))) {
      assertThat(refusal(() -> world.join(room, "ann"))).isEqualTo(Problem.ROOM_NAME_INVALID);
    }
    for (String label : List.of("", "x".repeat(129), "a/b", "a\u0007", "CA" + "0".repeat(32))) {
      assertThat(refusal(() -> world.join("standup", label))).isEqualTo(Problem.LABEL_INVALID);
    }
    world.join("standup", "ann");
    assertThat(refusal(() -> world.join("standup", "ann"))).isEqualTo(Problem.LABEL_IN_USE);
  }

  @Test
  void takesALabelAgainAfterItsOwnerLeft() {
    world.join("standup", "bob");
    Participant first = world.join("standup", "ann");
    roster.leave(first.call(), LeaveReason.HUNG_UP);

    assertThat(world.join("standup", "ann").sid()).isNotEqualTo(first.sid());
  }

  @Test
  void refusesMoreThanTheAllowedParticipants() {
    try (TestRoster small = new TestRoster(2)) {
      small.join("standup", "ann");
      small.join("standup", "bob");

      assertThat(refusal(() -> small.join("standup", "eve"))).isEqualTo(Problem.CONFERENCE_FULL);
      assertThat(small.roster().statistics()).isEqualTo(new RosterStatistics(1, 2));
    }
  }

  @Test
  void leavesNoTraceOfAChangeThatCannotBeJournaled() {
    world.store().failing(true);
    assertThat(refusal(() -> world.join("standup", "ann"))).isEqualTo(Problem.STORE_UNAVAILABLE);
    assertThat(roster.conferences(ACCOUNT, ConferenceFilter.ALL, PageRequest.first(5)).items())
        .isEmpty();
    assertThat(world.events()).isEmpty();

    world.store().failing(false);
    Participant ann = world.join("standup", "ann");
    world.store().failing(true);
    assertThat(
            refusal(
                () ->
                    roster.update(
                        ACCOUNT, STANDUP, new ByLabel("ann"), ParticipantUpdate.muted(true))))
        .isEqualTo(Problem.STORE_UNAVAILABLE);
    assertThat(refusal(() -> roster.end(ACCOUNT, STANDUP))).isEqualTo(Problem.STORE_UNAVAILABLE);
    assertThat(live()).containsExactly(ann);
    assertThat(world.hangUps()).isEmpty();
  }

  @Test
  void letsAPhoneGoEvenIfThatCannotBeJournaled() {
    Participant ann = world.join("standup", "ann");
    Participant bob = world.join("standup", "bob");
    world.store().failing(true);

    roster.leave(bob.call(), LeaveReason.HUNG_UP);

    assertThat(live()).containsExactly(ann);
  }

  @Test
  void tellsEventsInOrderAfterListsShowThem() {
    List<String> shown = new ArrayList<>();
    world.onEvent(
        event -> {
          int present =
              roster.conference(ACCOUNT, new BySid(event.conference().sid())).status()
                      == ConferenceStatus.COMPLETED
                  ? 0
                  : live().size();
          shown.add(event.getClass().getSimpleName() + " " + present);
        });
    Participant ann = world.join("standup", "ann");
    Participant bob = world.join("standup", "bob");
    roster.update(ACCOUNT, STANDUP, new ByLabel("ann"), ParticipantUpdate.muted(true));
    roster.update(ACCOUNT, STANDUP, new ByLabel("ann"), ParticipantUpdate.muted(true));
    roster.leave(bob.call(), LeaveReason.HUNG_UP);
    roster.leave(ann.call(), LeaveReason.HUNG_UP);

    assertThat(shown)
        .containsExactly(
            "Joined 1", "Started 1", "Joined 2", "Changed 2", "Left 1", "Left 0", "Ended 0");
    assertThat(world.events())
        .extracting(ConferenceEvent::sequence)
        .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
  }

  @Test
  void closesAtTheNextStartWhatACrashLeft() throws Exception {
    Participant ann = world.join("standup", "ann");

    assertThat(
            CrashRecovery.closeUnfinished(
                world.store(), world.store(), world.store(), Outbox.NONE, world.clock().instant()))
        .isEqualTo(1);

    assertThat(world.store().conference(ACCOUNT, ann.conference()).orElseThrow().ending())
        .contains(new Ending(EndReason.SERVER_RESTARTED, Optional.empty()));
    assertThat(
            world
                .store()
                .participant(ann.conference(), ann.sid())
                .orElseThrow()
                .departure()
                .orElseThrow()
                .reason())
        .isEqualTo(LeaveReason.SERVER_RESTARTED);
    assertThat(world.store().call(ACCOUNT, ann.call()).orElseThrow().status())
        .isEqualTo(CallStatus.COMPLETED);
    assertThat(world.store().unfinished().conferences()).isEmpty();
  }

  @Test
  void listsConferencesAndCallsLiveAndOver() {
    Participant first = world.join("first", "ann");
    Participant second = world.join("second", "bob");
    roster.leave(first.call(), LeaveReason.HUNG_UP);
    Participant third = world.join("first", "eve");

    assertThat(roster.conferences(ACCOUNT, ConferenceFilter.ALL, PageRequest.first(9)).items())
        .extracting(Conference::sid)
        .containsExactly(third.conference(), second.conference(), first.conference());
    assertThat(roster.calls(ACCOUNT, CallFilter.ALL, PageRequest.first(2)).items())
        .extracting(Call::sid)
        .containsExactly(third.call(), second.call());
  }

  @Test
  void endsEverythingWhenItStops() {
    Participant ann = world.join("standup", "ann");

    roster.stop();

    assertThat(world.hangUps()).containsEntry(ann.call(), LeaveReason.SERVER_STOPPED);
    assertThat(
            roster.conference(ACCOUNT, new BySid(ann.conference())).ending().orElseThrow().reason())
        .isEqualTo(EndReason.SERVER_STOPPED);
  }

  private List<Participant> live() {
    return page(STANDUP, Presence.LIVE, PageRequest.first(500)).items();
  }

  private Page<Participant> page(
      ConferenceReference conference, Presence presence, PageRequest page) {
    return roster.participants(ACCOUNT, conference, presence, ParticipantFilter.ALL, page);
  }

  private static Problem refusal(ThrowingCallable action) {
    return catchThrowableOfType(RefusedException.class, action).problem();
  }
}
