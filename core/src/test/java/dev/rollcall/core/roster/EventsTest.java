package dev.rollcall.core.roster;

import static dev.rollcall.core.testing.TestRoster.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.rollcall.core.RefusedException;
import dev.rollcall.core.call.CallStatus;
import dev.rollcall.core.conference.EndReason;
import dev.rollcall.core.conference.LeaveReason;
import dev.rollcall.core.conference.Participant;
import dev.rollcall.core.conference.ParticipantStatus;
import dev.rollcall.core.delivery.DeliveryChange;
import dev.rollcall.core.delivery.LoggedEvent;
import dev.rollcall.core.delivery.Subject;
import dev.rollcall.core.event.CallEvent;
import dev.rollcall.core.event.ConferenceEvent;
import dev.rollcall.core.event.Instigator;
import dev.rollcall.core.event.Outbox;
import dev.rollcall.core.identity.CallSid;
import dev.rollcall.core.identity.ConferenceSid;
import dev.rollcall.core.journal.Change;
import dev.rollcall.core.roster.ConferenceReference.ByName;
import dev.rollcall.core.roster.ParticipantReference.ByCall;
import dev.rollcall.core.roster.Wanted.Update;
import dev.rollcall.core.testing.MemoryStore;
import dev.rollcall.core.testing.TestRoster;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is told of what happens: journaled with it, numbered without a gap, after lists show it. */
final class EventsTest {
  private static final ByName STANDUP = new ByName("standup");
  private final MemoryStore store = new MemoryStore();
  private final List<String> told = new ArrayList<>();
  private final TestRoster world =
      new TestRoster(TestRoster.SETTINGS, store, new Log(), event -> told.add(name(event)));
  private final Roster roster = world.roster();

  /** Keeps each event under its kind and number. */
  private static final class Log implements Outbox {
    @Override
    public List<Change> records(ConferenceEvent event) {
      return record(
          new Subject.OfConference(event.conference().sid()), event.sequence(), name(event), event);
    }

    @Override
    public List<Change> records(CallEvent event) {
      return List.of(
          new DeliveryChange.OfEvent(
              new LoggedEvent(
                  event.call().account(),
                  new Subject.OfCall(event.call().sid()),
                  event.sequence(),
                  event.at(),
                  event.step().name(),
                  new LinkedHashMap<>(),
                  Instigator.current())));
    }

    private static List<Change> record(
        Subject subject, long sequence, String name, ConferenceEvent event) {
      return List.of(
          new DeliveryChange.OfEvent(
              new LoggedEvent(
                  event.conference().account(),
                  subject,
                  sequence,
                  event.at(),
                  name,
                  new LinkedHashMap<>(),
                  Instigator.current())));
    }
  }

  private static String name(ConferenceEvent event) {
    return event instanceof ConferenceEvent.Changed changed
        ? changed.what().name()
        : event.getClass().getSimpleName();
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void oneUpdateIsAnEventOfEachThingThatChanged() {
    Participant ann = world.join("standup", "ann");
    Participant bob = world.join("standup", "bob");
    told.clear();

    update(ann, Update.of().muted(true).hold(true).beepOnExit(true));
    update(ann, Update.of().muted(true).hold(false));
    update(ann, Update.of().muted(false).coach(bob.call()));
    update(ann, Update.of().muted(false).coach(bob.call()));
    update(ann, Update.of().endConferenceOnExit(true));
    update(ann, Update.of().waitSound(new WaitSound.Silence()));
    update(ann, Update.of().waitSound(new WaitSound.Silence()));

    assertThat(told)
        .containsExactly(
            "MUTED", "HELD", "MODIFIED", "UNHELD", "UNMUTED", "MODIFIED", "MODIFIED", "MODIFIED");
    assertNoGap(ann.conference());
  }

  @Test
  void everyEventIsInTheStoreBeforeItIsTold() {
    world.onEvent(
        event ->
            assertThat(store.lastSequence(event.conference().sid()))
                .isGreaterThanOrEqualTo(event.sequence()));
    Participant ann = world.join("standup", "ann");
    Participant eve = world.createAndAnswer("standup", "eve");
    update(ann, Update.of().muted(true));
    roster.leave(eve.call(), LeaveReason.HUNG_UP);
    roster.end(ACCOUNT, STANDUP);

    assertThat(store.events(ACCOUNT, ann.conference(), 0, 100))
        .extracting(each -> each.event().name())
        .containsExactlyElementsOf(told);
    assertThat(
            store.events(ACCOUNT, 0, 100).stream()
                .filter(each -> each.event().subject().equals(new Subject.OfCall(eve.call())))
                .map(each -> each.event().sequence() + " " + each.event().name()))
        .containsExactly("0 INITIATED", "1 ANSWERED", "2 COMPLETED");
  }

  @Test
  void aNumberThatWasNotCommittedIsUsedAgain() {
    Participant ann = world.join("standup", "ann");
    for (int i = 0; i < 5; i++) {
      boolean muted = i % 2 == 0;
      store.failing(true);
      assertThatThrownBy(() -> update(ann, Update.of().muted(muted).hold(muted)))
          .isInstanceOf(RefusedException.class);
      assertThatThrownBy(() -> world.create("standup", "eve")).isInstanceOf(RefusedException.class);
      assertThatThrownBy(() -> roster.end(ACCOUNT, STANDUP)).isInstanceOf(RefusedException.class);
      store.failing(false);
      update(ann, Update.of().muted(muted));
    }
    roster.leave(ann.call(), LeaveReason.HUNG_UP);

    assertNoGap(ann.conference());
    assertThat(world.events())
        .extracting(ConferenceEvent::sequence)
        .containsExactlyElementsOf(
            LongStream.rangeClosed(1, world.events().size()).boxed().toList());
  }

  @Test
  void everybodyHasLeftBeforeTheEnd() {
    Participant ann = world.join("standup", "ann");
    world.join("standup", "bob");
    world.create("standup", "eve");
    update(ann, Update.of().endConferenceOnExit(true));
    told.clear();

    roster.leave(ann.call(), LeaveReason.HUNG_UP);

    assertThat(told).containsExactly("Left", "Left", "Left", "Ended");
    ConferenceEvent.Ended ended = (ConferenceEvent.Ended) world.events().getLast();
    Participant cause = ended.cause().orElseThrow();
    assertThat(cause.sid()).isEqualTo(ann.sid());
    assertThat(cause.departure().orElseThrow().reason()).isEqualTo(LeaveReason.HUNG_UP);
  }

  @Test
  void theEndOfAnAccountIsTheEndOfItsConferences() {
    Participant ann = world.join("standup", "ann");
    world.create("elsewhere", "eve");

    roster.endAll(TestRoster.OTHER_ACCOUNT);
    assertThat(roster.statistics().conferences()).isEqualTo(2);
    roster.endAll(ACCOUNT);

    assertThat(roster.statistics().conferences()).isZero();
    assertThat(world.hangUps()).containsEntry(ann.call(), LeaveReason.CONFERENCE_ENDED_VIA_API);
  }

  @Test
  void nobodyCausedAnEndThatWasAskedFor() {
    world.join("standup", "ann");

    roster.end(ACCOUNT, STANDUP);

    assertThat(((ConferenceEvent.Ended) world.events().getLast()).cause()).isEmpty();
  }

  @Test
  void everyReasonOfLeavingIsTold() {
    world.join("standup", "stays");
    for (LeaveReason reason :
        List.of(
            LeaveReason.HUNG_UP,
            LeaveReason.UNREACHABLE,
            LeaveReason.NEVER_ACKNOWLEDGED,
            LeaveReason.NO_COMMON_AUDIO)) {
      roster.leave(world.join("standup", "goes").call(), reason);
      assertLeft(reason, ParticipantStatus.COMPLETE, CallStatus.COMPLETED);
    }
    roster.remove(ACCOUNT, STANDUP, new ByCall(world.join("standup", "kicked").call()));
    assertLeft(LeaveReason.KICKED, ParticipantStatus.COMPLETE, CallStatus.COMPLETED);
    roster.remove(ACCOUNT, STANDUP, new ByCall(world.create("standup", "called").call()));
    assertLeft(LeaveReason.ADD_FAILED, ParticipantStatus.FAILED, CallStatus.CANCELED);
    roster.cancel(ACCOUNT, world.create("standup", "called").call());
    assertLeft(LeaveReason.ADD_FAILED, ParticipantStatus.FAILED, CallStatus.CANCELED);
    world.fail(world.create("standup", "busy"), CallStatus.BUSY);
    assertLeft(LeaveReason.ADD_FAILED, ParticipantStatus.FAILED, CallStatus.BUSY);

    for (EndReason how :
        List.of(
            EndReason.ENDED_VIA_API,
            EndReason.PARTICIPANT_WITH_END_CONFERENCE_ON_EXIT_LEFT,
            EndReason.SERVER_STOPPED)) {
      assertThat(endings(how)).isEqualTo(how);
    }
  }

  @Test
  void whoNeverJoinedCouldNotBeAddedThoughTheConferenceEnded() {
    Participant ann = world.join("standup", "ann");
    Participant eve = world.create("standup", "eve");

    roster.end(ACCOUNT, STANDUP);

    assertThat(reasonInStore(ann)).isEqualTo(LeaveReason.CONFERENCE_ENDED_VIA_API);
    assertThat(reasonInStore(eve)).isEqualTo(LeaveReason.ADD_FAILED);
  }

  @Test
  void whoWasRemovedBeforeJoiningEndsAnEmptyConferenceAsRemoved() {
    Participant eve = world.create("standup", "eve");

    roster.remove(ACCOUNT, STANDUP, new ByCall(eve.call()));

    assertThat(reasonInStore(eve)).isEqualTo(LeaveReason.ADD_FAILED);
    assertThat(
            store
                .conference(ACCOUNT, eve.conference())
                .orElseThrow()
                .ending()
                .orElseThrow()
                .reason())
        .isEqualTo(EndReason.LAST_PARTICIPANT_KICKED);
  }

  private LeaveReason reasonInStore(Participant participant) {
    return store
        .participant(participant.conference(), participant.sid())
        .orElseThrow()
        .departure()
        .orElseThrow()
        .reason();
  }

  private EndReason endings(EndReason how) {
    Participant first = world.join("ends", "first");
    Participant second = world.join("ends", "second");
    LeaveReason expected =
        switch (how) {
          case ENDED_VIA_API -> {
            roster.end(ACCOUNT, new ByName("ends"));
            yield LeaveReason.CONFERENCE_ENDED_VIA_API;
          }
          case SERVER_STOPPED -> {
            roster.stop();
            yield LeaveReason.SERVER_STOPPED;
          }
          default -> {
            roster.update(
                ACCOUNT,
                new ByName("ends"),
                new ByCall(first.call()),
                Update.of().endConferenceOnExit(true).update());
            roster.leave(first.call(), LeaveReason.HUNG_UP);
            yield LeaveReason.MODERATOR_ENDED_CONFERENCE;
          }
        };
    assertThat(reasonInStore(second)).isEqualTo(expected);
    assertThat(world.hangUps()).containsEntry(second.call(), expected);
    return store
        .conference(ACCOUNT, first.conference())
        .orElseThrow()
        .ending()
        .orElseThrow()
        .reason();
  }

  private void assertLeft(LeaveReason reason, ParticipantStatus status, CallStatus call) {
    Participant left = ((ConferenceEvent.Left) world.events().getLast()).participant();
    assertThat(left.status()).isEqualTo(status);
    assertThat(left.departure().orElseThrow().reason()).isEqualTo(reason);
    assertThat(left.departure().orElseThrow().call()).isEqualTo(call);
    assertThat(roster.call(ACCOUNT, left.call()).status()).isEqualTo(call);
  }

  @Test
  void goesOnWithTheNumbersOfWhatACrashLeft() throws Exception {
    Participant ann = world.join("standup", "ann");
    Participant eve = world.create("standup", "eve");
    world.dialled(eve).ring();
    Participant kim = world.createAndAnswer("standup", "kim");
    long before = store.lastSequence(ann.conference());

    assertThat(
            CrashRecovery.closeUnfinished(store, store, store, new Log(), world.clock().instant()))
        .isEqualTo(1);

    assertThat(store.events(ACCOUNT, ann.conference(), before, 100))
        .extracting(each -> each.event().name())
        .containsExactly("Left", "Left", "Left", "Ended");
    assertNoGap(ann.conference());
    assertThat(lastStep(eve.call())).isEqualTo("2 COMPLETED");
    assertThat(lastStep(kim.call())).isEqualTo("2 COMPLETED");
    assertThat(List.of(ann, eve, kim))
        .extracting(each -> store.participant(each.conference(), each.sid()).orElseThrow())
        .extracting(Participant::status, each -> each.departure().orElseThrow().call())
        .containsExactly(
            tuple(ParticipantStatus.COMPLETE, CallStatus.COMPLETED),
            tuple(ParticipantStatus.FAILED, CallStatus.FAILED),
            tuple(ParticipantStatus.COMPLETE, CallStatus.COMPLETED));
    assertThat(store.unfinished().calls()).isEmpty();
  }

  private String lastStep(CallSid call) {
    return store.events(ACCOUNT, 0, 100).stream()
        .map(LoggedEvent.Positioned::event)
        .filter(each -> each.subject().equals(new Subject.OfCall(call)))
        .map(each -> each.sequence() + " " + each.name())
        .toList()
        .getLast();
  }

  private void assertNoGap(ConferenceSid conference) {
    List<LoggedEvent.Positioned> events = store.events(ACCOUNT, conference, 0, 1000);
    assertThat(events)
        .extracting(each -> each.event().sequence())
        .containsExactlyElementsOf(LongStream.rangeClosed(1, events.size()).boxed().toList());
  }

  private void update(Participant participant, Update update) {
    roster.update(ACCOUNT, STANDUP, new ByCall(participant.call()), update.update());
  }
}
