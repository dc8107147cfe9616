package dev.rollcall.core.roster;

import static dev.rollcall.core.testing.TestRoster.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rollcall.core.Problem;
import dev.rollcall.core.RefusedException;
import dev.rollcall.core.call.CallStatus;
import dev.rollcall.core.conference.LeaveReason;
import dev.rollcall.core.conference.Participant;
import dev.rollcall.core.event.ConferenceEvent;
import dev.rollcall.core.testing.Await;
import dev.rollcall.core.testing.TestRoster;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An account that was suspended or closed, and a server that stops: nothing new begins. */
final class InactiveAccountTest {
  private final TestRoster world =
      new TestRoster(new RosterSettings(250, 1, Duration.ofMinutes(1)));
  private final Roster roster = world.roster();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void nobodyJoinsAndNobodyIsCalled() {
    Participant ann = world.join("standup", "ann");
    world.deactivate(ACCOUNT);

    assertThat(refusal(() -> world.join("standup", "bob"))).isEqualTo(Problem.ACCOUNT_INACTIVE);
    assertThat(refusal(() -> world.join("elsewhere", "bob"))).isEqualTo(Problem.ACCOUNT_INACTIVE);
    assertThat(refusal(() -> world.create("standup", "eve"))).isEqualTo(Problem.ACCOUNT_INACTIVE);
    assertThat(world.dialled()).isEmpty();
    assertThat(roster.statistics()).isEqualTo(new RosterStatistics(1, 1));
    assertThat(roster.call(ACCOUNT, ann.call()).status()).isEqualTo(CallStatus.IN_PROGRESS);
  }

  @Test
  void aCallThatWaitsForItsTurnIsNotMade() {
    Participant ann = world.create("standup", "ann");
    Participant eve = world.create("standup", "eve");
    world.dialled(ann);
    world.deactivate(ACCOUNT);

    world.clock().advance(Duration.ofSeconds(1));

    Await.until(
        () ->
            roster.call(ACCOUNT, eve.call()).status().isEnded()
                ? Optional.empty()
                : Optional.of("the call still waits"));
    assertThat(roster.call(ACCOUNT, eve.call()).status()).isEqualTo(CallStatus.FAILED);
    assertThat(((ConferenceEvent.Left) world.events().getLast()).participant().departure())
        .hasValueSatisfying(
            departure -> assertThat(departure.reason()).isEqualTo(LeaveReason.ADD_FAILED));
    assertThat(world.dialled()).hasSize(1);
  }

  @Test
  void aConferenceThatIsJustBeingOpenedEndsToo() {
    assertEndsWhatIsBeingOpened(
        () -> {
          world.deactivate(ACCOUNT);
          roster.endAll(ACCOUNT);
        });
  }

  @Test
  void aConferenceThatIsJustBeingOpenedEndsWhenTheServerStops() {
    assertEndsWhatIsBeingOpened(roster::stop);

    assertThat(refusal(() -> world.join("standup", "bob"))).isEqualTo(Problem.STORE_UNAVAILABLE);
  }

  private void assertEndsWhatIsBeingOpened(Runnable ending) {
    CountDownLatch committing = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    world
        .store()
        .beforeCommit(
            () -> {
              committing.countDown();
              awaitQuietly(goOn);
            });
    Thread opening = Thread.startVirtualThread(() -> world.join("standup", "ann"));
    awaitQuietly(committing);

    Thread end = Thread.startVirtualThread(ending);
    Await.until(
        () ->
            end.getState() == Thread.State.WAITING || !end.isAlive()
                ? Optional.empty()
                : Optional.of("the end has not come to the conference"));
    goOn.countDown();

    Await.until(
        () ->
            opening.isAlive() || end.isAlive()
                ? Optional.of("somebody waits for ever")
                : Optional.empty());
    assertThat(roster.statistics()).isEqualTo(new RosterStatistics(0, 0));
    assertThat(world.store().unfinished().conferences()).isEmpty();
  }

  @Test
  void aStoreThatFailsDoesNotKeepConferencesGoing() {
    Participant ann = world.join("standup", "ann");
    Participant bob = world.join("elsewhere", "bob");
    world.store().failing(true);

    roster.endAll(ACCOUNT);

    assertThat(roster.statistics()).isEqualTo(new RosterStatistics(0, 0));
    assertThat(world.hangUps())
        .containsEntry(ann.call(), LeaveReason.CONFERENCE_ENDED_VIA_API)
        .containsEntry(bob.call(), LeaveReason.CONFERENCE_ENDED_VIA_API);
    world.store().failing(false);
    Await.until(
        () ->
            world.store().unfinished().conferences().isEmpty()
                ? Optional.empty()
                : Optional.of("the ends are not in the store"));
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Problem refusal(ThrowingCallable action) {
    return catchThrowableOfType(RefusedException.class, action).problem();
  }
}
