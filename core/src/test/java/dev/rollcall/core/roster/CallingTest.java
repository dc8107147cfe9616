package dev.rollcall.core.roster;

import static dev.rollcall.core.testing.TestRoster.ACCOUNT;
import static dev.rollcall.core.testing.TestRoster.OTHER_ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.rollcall.core.Problem;
import dev.rollcall.core.RefusedException;
import dev.rollcall.core.call.Call;
import dev.rollcall.core.call.CallDirection;
import dev.rollcall.core.call.CallProgress;
import dev.rollcall.core.call.CallStatus;
import dev.rollcall.core.conference.Conference;
import dev.rollcall.core.conference.ConferenceCallback;
import dev.rollcall.core.conference.ConferenceStatus;
import dev.rollcall.core.conference.Controls;
import dev.rollcall.core.conference.EndReason;
import dev.rollcall.core.conference.LeaveReason;
import dev.rollcall.core.conference.Participant;
import dev.rollcall.core.conference.ParticipantFilter;
import dev.rollcall.core.conference.ParticipantStatus;
import dev.rollcall.core.event.CallEvent;
import dev.rollcall.core.event.ConferenceEvent;
import dev.rollcall.core.identity.CallSid;
import dev.rollcall.core.paging.PageRequest;
import dev.rollcall.core.roster.ConferenceReference.ByName;
import dev.rollcall.core.roster.ConferenceReference.BySid;
import dev.rollcall.core.roster.ParticipantReference.ByCall;
import dev.rollcall.core.roster.ParticipantReference.ByLabel;
import dev.rollcall.core.roster.Wanted.Guest;
import dev.rollcall.core.testing.Await;
import dev.rollcall.core.testing.ScriptedDialer.Dialled;
import dev.rollcall.core.testing.TestRoster;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** People who are called into a conference. */
final class CallingTest {
  private static final ByName STANDUP = new ByName("standup");
  private final TestRoster world = new TestRoster();
  private final Roster roster = world.roster();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void isInEveryListFromTheBeginning() {
    Participant eve = world.create("standup", "eve");

    assertThat(eve.status()).isEqualTo(ParticipantStatus.QUEUED);
    assertThat(eve.joined()).isEmpty();
    assertThat(eve.parties().to()).isEqualTo("sip:eve@127.0.0.1");
    assertThat(live()).extracting(Participant::sid).containsExactly(eve.sid());
    Call call = roster.call(ACCOUNT, eve.call());
    assertThat(call.direction()).isEqualTo(CallDirection.OUTBOUND_API);
    assertThat(call.outgoing().orElseThrow().queueTime()).isEqualTo(Duration.ZERO);
    assertThat(roster.conference(ACCOUNT, STANDUP).status()).isEqualTo(ConferenceStatus.INIT);
  }

  @Test
  void followsThePhoneFromTheFirstStepToTheLast() {
    Participant eve = world.create("standup", "eve");
    Dialled phone = world.dialled(eve);
    assertThat(now(eve).status()).isEqualTo(ParticipantStatus.CONNECTING);
    assertThat(call(eve).status()).isEqualTo(CallStatus.QUEUED);
    assertThat(phone.request().to().text()).isEqualTo("sip:eve@127.0.0.1");

    phone.ring();
    assertThat(now(eve).status()).isEqualTo(ParticipantStatus.RINGING);
    assertThat(call(eve).status()).isEqualTo(CallStatus.RINGING);

    world.clock().advance(Duration.ofSeconds(7));
    assertThat(phone.answer()).isTrue();
    assertThat(now(eve).status()).isEqualTo(ParticipantStatus.CONNECTED);
    assertThat(now(eve).joined()).contains(world.clock().instant());
    assertThat(call(eve).status()).isEqualTo(CallStatus.IN_PROGRESS);
    assertThat(roster.conference(ACCOUNT, STANDUP).status())
        .isEqualTo(ConferenceStatus.IN_PROGRESS);

    world.clock().advance(Duration.ofSeconds(30));
    roster.leave(eve.call(), LeaveReason.HUNG_UP);
    assertThat(call(eve).status()).isEqualTo(CallStatus.COMPLETED);
    assertThat(call(eve).duration()).contains(Duration.ofSeconds(30));
    assertThat(world.callEvents())
        .extracting(CallEvent::step, CallEvent::sequence, each -> each.call().status())
        .containsExactly(
            tuple(CallProgress.INITIATED, 0, CallStatus.QUEUED),
            tuple(CallProgress.RINGING, 1, CallStatus.RINGING),
            tuple(CallProgress.ANSWERED, 2, CallStatus.IN_PROGRESS),
            tuple(CallProgress.COMPLETED, 3, CallStatus.COMPLETED));
    assertThat(world.callEvents()).allMatch(each -> each.conference().equals(eve.conference()));
    assertThat(world.events())
        .extracting(each -> each.getClass().getSimpleName())
        .containsExactly("Joined", "Started", "Left", "Ended");
  }

  @Test
  void repeatedAndLateStepsChangeNothing() {
    Participant eve = world.createAndAnswer("standup", "eve");
    Dialled phone = world.dialled(eve);

    phone.ring();
    phone.earlyMedia();
    assertThat(phone.answer()).isTrue();
    phone.fail(CallStatus.BUSY);

    assertThat(now(eve)).isEqualTo(eve);
    assertThat(world.callEvents()).hasSize(2);
  }

  @Test
  void tellsHowACallFailed() {
    world.join("standup", "ann");
    for (CallStatus how :
        List.of(CallStatus.BUSY, CallStatus.NO_ANSWER, CallStatus.FAILED, CallStatus.CANCELED)) {
      Participant eve = world.create("standup", "eve");
      world.dialled(eve).ring();

      world.fail(eve, how);

      Participant gone = ((ConferenceEvent.Left) world.events().getLast()).participant();
      assertThat(gone.status()).isEqualTo(ParticipantStatus.FAILED);
      assertThat(gone.departure().orElseThrow().reason()).isEqualTo(LeaveReason.ADD_FAILED);
      assertThat(gone.departure().orElseThrow().call()).isEqualTo(how);
      assertThat(call(eve).status()).isEqualTo(how);
      assertThat(call(eve).duration()).contains(Duration.ZERO);
      assertThat(call(eve).outgoing().orElseThrow().sipResponse()).isPresent();
      assertThat(world.callEvents().getLast().step()).isEqualTo(CallProgress.COMPLETED);
      assertThat(live()).hasSize(1);
    }
    assertThat(world.hangUps()).isEmpty();
  }

  @Test
  void aConferenceOfNobodyButACallThatFailedIsOver() {
    Participant eve = world.create("standup", "eve");
    world.fail(eve, CallStatus.NO_ANSWER);

    Conference over = roster.conference(ACCOUNT, new BySid(eve.conference()));
    assertThat(over.ending().orElseThrow().reason()).isEqualTo(EndReason.LAST_PARTICIPANT_LEFT);
    ConferenceEvent.Ended ended = (ConferenceEvent.Ended) world.events().getLast();
    assertThat(ended.cause().orElseThrow().sid()).isEqualTo(eve.sid());
  }

  @Test
  void whoNeverJoinedTakesNobodyAlong() {
    world.join("standup", "ann");
    Controls moderator = Wanted.controls(true, true, false);
    Participant eve = world.create("standup", Guest.named("eve").controlled(moderator).wanted());
    world.fail(eve, CallStatus.BUSY);
    Participant kim = world.create("standup", Guest.named("kim").controlled(moderator).wanted());
    roster.remove(ACCOUNT, STANDUP, new ByCall(kim.call()));
    assertThat(live()).hasSize(1);

    Participant lee = world.create("standup", Guest.named("lee").controlled(moderator).wanted());
    world.dialled(lee).answer();
    roster.leave(lee.call(), LeaveReason.HUNG_UP);
    assertThat(roster.statistics().conferences()).isZero();
  }

  @Test
  void takesBackACallThatIsNotWantedAnyMore() {
    world.join("standup", "ann");
    Participant eve = world.create("standup", "eve");
    Dialled phone = world.dialled(eve);
    phone.ring();

    Participant removed = roster.remove(ACCOUNT, STANDUP, new ByLabel("eve"));

    assertThat(removed.status()).isEqualTo(ParticipantStatus.FAILED);
    assertThat(removed.departure().orElseThrow().call()).isEqualTo(CallStatus.CANCELED);
    assertThat(call(eve).status()).isEqualTo(CallStatus.CANCELED);
    Await.until(
        () ->
            world.hangUps().containsKey(eve.call())
                ? Optional.empty()
                : Optional.of("the phone rings"));
    assertThat(phone.answer()).isFalse();
    assertThat(live()).hasSize(1);
  }

  @Test
  void theEndOfTheConferenceTakesBackItsCalls() {
    Participant eve = world.create("standup", "eve");
    world.dialled(eve).ring();

    roster.end(ACCOUNT, STANDUP);

    assertThat(call(eve).status()).isEqualTo(CallStatus.CANCELED);
    Await.until(
        () ->
            world.hangUps().containsKey(eve.call())
                ? Optional.empty()
                : Optional.of("the phone rings"));
  }

  @Test
  void whoIsRemovedInTheQueueIsNeverCalled() {
    try (TestRoster slow = new TestRoster(new RosterSettings(250, 1, Duration.ofHours(1)))) {
      Participant ann = slow.create("standup", "ann");
      slow.dialled(ann);
      Participant eve = slow.create("standup", "eve");
      Participant kim = slow.create("standup", "kim");
      assertThat(slow.roster().call(ACCOUNT, kim.call()).outgoing().orElseThrow().queueTime())
          .isEqualTo(Duration.ofSeconds(2));
      slow.roster().remove(ACCOUNT, STANDUP, new ByCall(eve.call()));

      slow.clock().advance(Duration.ofSeconds(1));
      slow.dialled(kim);
      slow.clock().advance(Duration.ofSeconds(1));

      assertThat(slow.dialled())
          .extracting(each -> each.request().call())
          .containsExactly(ann.call(), kim.call());
      assertThat(slow.roster().call(ACCOUNT, eve.call()).status()).isEqualTo(CallStatus.CANCELED);
    }
  }

  @Test
  void aDialerThatFailsIsACallThatFails() {
    world.join("standup", "ann");
    world
        .dialer()
        .onDial(
            _ -> {
              throw new IllegalStateException("no socket");
            });

    Participant eve = world.create("standup", "eve");

    Await.until(
        () ->
            roster.call(ACCOUNT, eve.call()).status() == CallStatus.FAILED
                ? Optional.empty()
                : Optional.of("the call has not failed"));
    assertThat(live()).hasSize(1);
  }

  @Test
  void aPhoneMayAnswerBeforeTheDialerReturns() {
    world.dialer().onDial(Dialled::answer);

    Participant eve = world.create("standup", "eve");

    Await.until(
        () ->
            now(eve).status() == ParticipantStatus.CONNECTED
                ? Optional.empty()
                : Optional.of("is " + now(eve).status()));
    roster.remove(ACCOUNT, STANDUP, new ByCall(eve.call()));
    Await.until(
        () ->
            world.hangUps().containsKey(eve.call())
                ? Optional.empty()
                : Optional.of("the phone is not hung up"));
  }

  @Test
  void endsACallWhoseTimeIsUp() {
    world.join("standup", "ann");
    Participant eve =
        world.create("standup", Guest.named("eve").limitedTo(Duration.ofMinutes(1)).wanted());
    world.dialled(eve).ring();
    world.clock().advance(Duration.ofMinutes(5));
    world.dialled(eve).answer();

    world.clock().advance(Duration.ofSeconds(59));
    assertThat(world.hangUps()).isEmpty();
    world.clock().advance(Duration.ofSeconds(1));

    Await.until(
        () ->
            world.hangUps().containsKey(eve.call())
                ? Optional.empty()
                : Optional.of("the call goes on"));
    assertThat(world.hangUps()).containsEntry(eve.call(), LeaveReason.TIME_LIMIT);
    assertThat(call(eve).status()).isEqualTo(CallStatus.COMPLETED);
  }

  @Test
  void nothingWaitsForTheTimeOfACallThatIsOver() {
    world.join("standup", "ann");
    Participant eve =
        world.create("standup", Guest.named("eve").limitedTo(Duration.ofMinutes(1)).wanted());
    world.dialled(eve).answer();
    assertThat(world.scheduler().waiting()).isEqualTo(1);

    roster.leave(eve.call(), LeaveReason.HUNG_UP);

    assertThat(world.scheduler().waiting()).isZero();
  }

  @Test
  void hangsUpACallByItsSid() {
    Participant ann = world.join("standup", "ann");
    Participant eve = world.create("standup", "eve");
    world.dialled(eve).ring();

    assertThat(refusal(() -> roster.cancel(ACCOUNT, ann.call())))
        .isEqualTo(Problem.CALL_STATE_WRONG);
    assertThat(roster.cancel(ACCOUNT, eve.call()).status()).isEqualTo(CallStatus.CANCELED);
    assertThat(refusal(() -> roster.cancel(ACCOUNT, eve.call())))
        .isEqualTo(Problem.CALL_STATE_WRONG);
    assertThat(refusal(() -> roster.hangUp(ACCOUNT, eve.call())))
        .isEqualTo(Problem.CALL_STATE_WRONG);
    assertThat(refusal(() -> roster.hangUp(OTHER_ACCOUNT, ann.call())))
        .isEqualTo(Problem.CALL_NOT_FOUND);
    assertThat(refusal(() -> roster.hangUp(ACCOUNT, new CallSid(UUID.randomUUID()))))
        .isEqualTo(Problem.CALL_NOT_FOUND);
    assertThat(roster.hangUp(ACCOUNT, ann.call()).status()).isEqualTo(CallStatus.COMPLETED);
    assertThat(world.hangUps()).containsEntry(ann.call(), LeaveReason.KICKED);
  }

  @Test
  void theFirstCallbackOfAConferenceWins() {
    world.join("standup", "ann");
    Optional<ConferenceCallback> first = callback("http://example.test/first");
    create(STANDUP, Guest.named("eve").telling(Optional.empty(), first));
    create(
        STANDUP,
        Guest.named("kim").telling(Optional.empty(), callback("http://example.test/second")));

    assertThat(roster.conference(ACCOUNT, STANDUP).callback()).isEqualTo(first);
  }

  private static Optional<ConferenceCallback> callback(String address) {
    return Optional.of(
        new ConferenceCallback(Wanted.target(address), Set.of(ConferenceCallback.Kind.JOIN)));
  }

  private Participant create(ConferenceReference conference, Guest guest) {
    return roster.create(ACCOUNT, conference, guest.wanted(), Optional.empty()).participant();
  }

  private Participant now(Participant participant) {
    return roster.participant(
        ACCOUNT, new BySid(participant.conference()), new ByCall(participant.call()));
  }

  private Call call(Participant participant) {
    return roster.call(ACCOUNT, participant.call());
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
