package dev.rollcall.core.roster;

import static dev.rollcall.core.testing.TestRoster.ACCOUNT;
import static dev.rollcall.core.testing.TestRoster.OTHER_ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rollcall.core.Problem;
import dev.rollcall.core.RefusedException;
import dev.rollcall.core.call.CallStatus;
import dev.rollcall.core.conference.Controls;
import dev.rollcall.core.conference.Participant;
import dev.rollcall.core.conference.ParticipantFilter;
import dev.rollcall.core.event.ConferenceEvent;
import dev.rollcall.core.identity.CallSid;
import dev.rollcall.core.identity.ConferenceSid;
import dev.rollcall.core.paging.PageRequest;
import dev.rollcall.core.roster.ConferenceReference.ByName;
import dev.rollcall.core.roster.ConferenceReference.BySid;
import dev.rollcall.core.roster.ParticipantReference.ByLabel;
import dev.rollcall.core.roster.Wanted.Guest;
import dev.rollcall.core.roster.Wanted.Update;
import dev.rollcall.core.signalling.Destination;
import dev.rollcall.core.testing.ScriptedDialer.Dialled;
import dev.rollcall.core.testing.TestRoster;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** People who cannot be called into a conference: nothing has changed then. */
final class CallingRefusedTest {
  private static final ByName STANDUP = new ByName("standup");
  private final TestRoster world = new TestRoster();
  private final Roster roster = world.roster();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void refusesCallsBeyondTheLongestQueue() {
    try (TestRoster slow = new TestRoster(new RosterSettings(250, 1, Duration.ofSeconds(1)))) {
      slow.create("standup", "ann");
      slow.create("standup", "eve");

      assertThat(refusal(() -> slow.create("standup", "kim"))).isEqualTo(Problem.CALL_QUEUE_FULL);
      assertThat(slow.roster().statistics().participants()).isEqualTo(2);
    }
  }

  @Test
  void callsOnlyIntoALiveConferenceBySid() {
    Participant ann = world.join("standup", "ann");
    BySid conference = new BySid(ann.conference());
    assertThat(create(conference, Guest.named("eve")).conference()).isEqualTo(ann.conference());

    roster.end(ACCOUNT, conference);
    assertThat(refusal(() -> create(conference, Guest.named("eve"))))
        .isEqualTo(Problem.CONFERENCE_COMPLETED);
    assertThat(
            refusal(
                () -> create(new BySid(new ConferenceSid(UUID.randomUUID())), Guest.named("eve"))))
        .isEqualTo(Problem.CONFERENCE_NOT_FOUND);
    assertThat(
            refusal(
                () ->
                    roster.create(
                        OTHER_ACCOUNT, conference, TestRoster.invited("eve"), Optional.empty())))
        .isEqualTo(Problem.CONFERENCE_NOT_FOUND);
  }

  @Test
  void refusesWhatCannotBeCalledAndLeavesNoTrace() {
    assertThat(refusal(() -> create(new ByName(" "), Guest.named("eve"))))
        .isEqualTo(Problem.ROOM_NAME_INVALID);
    assertThat(refusal(() -> create(STANDUP, Guest.named("a/b")))).isEqualTo(Problem.LABEL_INVALID);
    assertThat(
            refusal(
                () -> create(STANDUP, Guest.named("eve").to(new Destination.Sip("sip:invalid")))))
        .isEqualTo(Problem.DESTINATION_INVALID);
    assertThat(
            refusal(
                () ->
                    create(STANDUP, Guest.named("eve").to(new Destination.Telephone("+99912345")))))
        .isEqualTo(Problem.DESTINATION_UNREACHABLE);
    assertThat(refusal(() -> create(STANDUP, Guest.named("eve").controlled(coaching(someCall())))))
        .isEqualTo(Problem.COACHED_CALL_ABSENT);
    assertThat(roster.statistics()).isEqualTo(new RosterStatistics(0, 0));
    assertThat(world.dialled()).isEmpty();

    Participant ann = world.join("standup", "ann");
    assertThat(refusal(() -> create(STANDUP, Guest.named("ann")))).isEqualTo(Problem.LABEL_IN_USE);
    assertThat(refusal(() -> create(STANDUP, Guest.named("eve").amongAtMost(1))))
        .isEqualTo(Problem.CONFERENCE_FULL);
    roster.update(ACCOUNT, STANDUP, new ByLabel("ann"), Update.of().hold(true).update());
    assertThat(refusal(() -> create(STANDUP, Guest.named("eve").controlled(coaching(ann.call())))))
        .isEqualTo(Problem.COACHED_CALL_ON_HOLD);
    assertThat(live()).hasSize(1);
  }

  @Test
  void whoRingsCountsAsAParticipant() {
    try (TestRoster small = new TestRoster(2)) {
      Participant eve = small.create("standup", "eve");
      small.create("standup", "kim");
      assertThat(refusal(() -> small.join("standup", "ann"))).isEqualTo(Problem.CONFERENCE_FULL);

      small.fail(eve, CallStatus.BUSY);
      small.join("standup", "ann");
    }
  }

  @Test
  void callsNobodyWhoCannotBeJournaled() {
    world.store().failing(true);
    assertThat(refusal(() -> world.create("standup", "eve"))).isEqualTo(Problem.STORE_UNAVAILABLE);

    world.store().failing(false);
    Participant kim = world.create("standup", "kim");
    world.dialled(kim);
    assertThat(world.dialled()).hasSize(1);
    assertThat(live()).extracting(Participant::sid).containsExactly(kim.sid());
  }

  @Test
  void doesNotTakeACallThatCannotBeJournaled() {
    world.join("standup", "ann");
    Participant eve = world.create("standup", "eve");
    Dialled phone = world.dialled(eve);
    world.store().failing(true);

    assertThat(phone.answer()).isFalse();

    assertThat(live()).hasSize(1);
    Participant left = ((ConferenceEvent.Left) world.events().getLast()).participant();
    assertThat(left.departure().orElseThrow().call()).isEqualTo(CallStatus.FAILED);
  }

  private static Controls coaching(CallSid call) {
    return new Controls(false, false, Optional.of(call), true, false, false, false);
  }

  private static CallSid someCall() {
    return new CallSid(UUID.randomUUID());
  }

  private Participant create(ConferenceReference conference, Guest guest) {
    return roster.create(ACCOUNT, conference, guest.wanted(), Optional.empty()).participant();
  }

  private List<Participant> live() {
    return roster
        .participants(
            ACCOUNT, STANDUP, Presence.LIVE, ParticipantFilter.ALL, PageRequest.first(500))
        .items();
  }

  private static Problem refusal(ThrowingCallable action) {
    return catchThrowableOfType(RefusedException.class, action).problem();
  }
}
