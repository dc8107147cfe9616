package dev.rollcall.core.roster;

import static dev.rollcall.core.testing.TestRoster.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.Problem;
import dev.rollcall.core.RefusedException;
import dev.rollcall.core.call.CallProgress;
import dev.rollcall.core.call.CallStatus;
import dev.rollcall.core.conference.LeaveReason;
import dev.rollcall.core.conference.Participant;
import dev.rollcall.core.conference.ParticipantFilter;
import dev.rollcall.core.event.CallEvent;
import dev.rollcall.core.event.ConferenceEvent;
import dev.rollcall.core.paging.PageRequest;
import dev.rollcall.core.roster.ConferenceReference.ByName;
import dev.rollcall.core.roster.ParticipantReference.ByCall;
import dev.rollcall.core.testing.Await;
import dev.rollcall.core.testing.ScriptedDialer.Dialled;
import dev.rollcall.core.testing.TestRoster;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many phones at once in one room. */
final class RosterConcurrencyTest {
  private static final int PHONES = 16;
  private static final int STAYS = 40;

  @Test
  void neverLiesWhileManyComeAndGo() throws Exception {
    try (TestRoster world = new TestRoster();
        ExecutorService phones = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running = new ArrayList<>();
      for (int phone = 0; phone < PHONES; phone++) {
        String name = "phone" + phone;
        running.add(phones.submit(() -> comeAndGo(world, name)));
      }
      for (Future<?> each : running) {
        each.get();
      }

      assertThat(world.roster().statistics()).isEqualTo(new RosterStatistics(0, 0));
      assertThat(world.store().unfinished().participants()).isEmpty();
      assertThat(world.store().unfinished().conferences()).isEmpty();
      world.events().stream()
          .collect(Collectors.groupingBy(event -> event.conference().sid()))
          .values()
          .forEach(RosterConcurrencyTest::checkOrder);
    }
  }

  @Test
  void neverHasMoreThanAreAllowed() throws Exception {
    for (int round = 0; round < 20; round++) {
      try (TestRoster world = new TestRoster(7);
          ExecutorService doors = Executors.newVirtualThreadPerTaskExecutor()) {
        CountDownLatch start = new CountDownLatch(1);
        List<Future<Boolean>> taken = new ArrayList<>();
        for (int i = 0; i < 32; i++) {
          String name = "guest" + i;
          boolean calls = i % 2 == 0;
          taken.add(
              doors.submit(
                  () -> {
                    start.await();
                    return isTaken(world, name, calls);
                  }));
        }
        start.countDown();
        int count = 0;
        for (Future<Boolean> each : taken) {
          count += each.get() ? 1 : 0;
        }
        assertThat(count).isEqualTo(7);
        assertThat(world.roster().statistics()).isEqualTo(new RosterStatistics(1, 7));
      }
    }
  }

  private static boolean isTaken(TestRoster world, String name, boolean calls) {
    try {
      Participant _ = calls ? world.create("standup", name) : world.join("standup", name);
      return true;
    } catch (RefusedException e) {
      assertThat(e.problem()).isEqualTo(Problem.CONFERENCE_FULL);
      return false;
    }
  }

  /** Whoever wins, a phone that was told that it is wanted is in the list or was hung up. */
  @Test
  void anAnswerAndARemovalAgreeOnWhoWon() throws Exception {
    try (TestRoster world = new TestRoster();
        ExecutorService doors = Executors.newVirtualThreadPerTaskExecutor()) {
      Participant ann = world.join("standup", "ann");
      for (int round = 0; round < 300; round++) {
        Participant eve = world.create("standup", "eve");
        Dialled phone = world.dialled(eve);
        CountDownLatch start = new CountDownLatch(1);
        Future<Boolean> wanted =
            doors.submit(
                () -> {
                  start.await();
                  return phone.answer();
                });
        Future<?> removed =
            doors.submit(
                () -> {
                  start.await();
                  return world
                      .roster()
                      .remove(ACCOUNT, new ByName("standup"), new ByCall(eve.call()));
                });
        start.countDown();
        removed.get();
        boolean joined = wanted.get();

        Participant gone = world.store().participant(ann.conference(), eve.sid()).orElseThrow();
        assertThat(gone.joined().isPresent()).isEqualTo(joined);
        assertThat(gone.departure().orElseThrow().call())
            .isEqualTo(joined ? CallStatus.COMPLETED : CallStatus.CANCELED);
        Await.until(
            () ->
                world.hangUps().containsKey(eve.call())
                    ? Optional.empty()
                    : Optional.of("the phone is not hung up"));
      }
      assertThat(world.roster().statistics()).isEqualTo(new RosterStatistics(1, 1));
      checkSteps(world);
    }
  }

  /** Calls that come and go in every way while the journal fails now and then. */
  @Test
  void numbersHaveNoGapWhateverHappens() throws Exception {
    try (TestRoster world = new TestRoster();
        ExecutorService doors = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running = new ArrayList<>();
      for (int door = 0; door < 8; door++) {
        int seed = door;
        running.add(doors.submit(() -> callAndHangUp(world, seed)));
      }
      for (Future<?> each : running) {
        each.get();
      }
      world.store().failing(false);

      assertThat(world.roster().statistics()).isEqualTo(new RosterStatistics(0, 0));
      world.events().stream()
          .collect(Collectors.groupingBy(event -> event.conference().sid()))
          .values()
          .forEach(RosterConcurrencyTest::checkOrder);
      checkSteps(world);
    }
  }

  private static void callAndHangUp(TestRoster world, int seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 40; i++) {
      world.store().failing(random.nextInt(10) == 0);
      try {
        Participant guest = world.create("standup", "guest" + seed);
        world.store().failing(false);
        boolean answers = random.nextBoolean();
        if (random.nextInt(4) > 0) {
          awaitDialledOrGone(world, guest);
          dialled(world, guest)
              .ifPresent(
                  phone -> {
                    phone.ring();
                    if (answers) {
                      phone.answer();
                    } else {
                      phone.fail(CallStatus.BUSY);
                    }
                  });
        }
        world.store().failing(random.nextInt(10) == 0);
        world.roster().leave(guest.call(), LeaveReason.HUNG_UP);
      } catch (RefusedException e) {
        assertThat(e.problem()).isEqualTo(Problem.STORE_UNAVAILABLE);
      }
    }
  }

  private static void awaitDialledOrGone(TestRoster world, Participant guest) {
    Await.until(
        () ->
            dialled(world, guest).isPresent() || isGone(world, guest)
                ? Optional.empty()
                : Optional.of("the guest is not called"));
  }

  private static Optional<Dialled> dialled(TestRoster world, Participant guest) {
    return world.dialled().stream()
        .filter(each -> each.request().call().equals(guest.call()))
        .findFirst();
  }

  private static boolean isGone(TestRoster world, Participant guest) {
    return world.callEvents().stream()
        .anyMatch(
            each ->
                each.call().sid().equals(guest.call()) && each.step() == CallProgress.COMPLETED);
  }

  private static void checkSteps(TestRoster world) {
    world.callEvents().stream()
        .collect(Collectors.groupingBy(event -> event.call().sid()))
        .values()
        .forEach(
            steps -> {
              assertThat(steps.stream().map(CallEvent::sequence))
                  .containsExactlyElementsOf(IntStream.range(0, steps.size()).boxed().toList());
              assertThat(steps.getLast().step()).isEqualTo(CallProgress.COMPLETED);
            });
  }

  private static void comeAndGo(TestRoster world, String name) {
    ByName room = new ByName("standup");
    for (int stay = 0; stay < STAYS; stay++) {
      Participant me = world.join("standup", name);
      assertThat(
              world
                  .roster()
                  .participants(
                      ACCOUNT,
                      room,
                      Presence.LIVE,
                      ParticipantFilter.ALL,
                      PageRequest.first(PHONES))
                  .items())
          .extracting(Participant::sid)
          .contains(me.sid());
      world.roster().leave(me.call(), LeaveReason.HUNG_UP);
      assertThat(world.store().participant(me.conference(), me.sid())).isPresent();
    }
  }

  /** Numbers without a gap, nothing after the end, and one end. */
  private static void checkOrder(List<ConferenceEvent> events) {
    List<Long> numbers = events.stream().map(ConferenceEvent::sequence).toList();
    assertThat(numbers).isSorted().doesNotHaveDuplicates();
    assertThat(numbers.getLast()).isEqualTo(numbers.size());
    assertThat(events.getLast()).isInstanceOf(ConferenceEvent.Ended.class);
    assertThat(events.stream().filter(ConferenceEvent.Ended.class::isInstance)).hasSize(1);
  }
}
