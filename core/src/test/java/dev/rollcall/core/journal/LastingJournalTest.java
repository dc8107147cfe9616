package dev.rollcall.core.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.core.call.Call;
import dev.rollcall.core.call.Parties;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.identity.CallSid;
import dev.rollcall.core.identity.ConferenceSid;
import dev.rollcall.core.testing.Await;
import dev.rollcall.core.testing.ManualClock;
import dev.rollcall.core.testing.ManualScheduler;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What has happened is written at last, in order, whatever happens to the rest. */
final class LastingJournalTest {
  private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
  private static final Duration ROUND = Duration.ofSeconds(1);
  private static final ConferenceSid STANDUP = new ConferenceSid(new UUID(1, 1));
  private static final ConferenceSid ELSEWHERE = new ConferenceSid(new UUID(1, 2));

  private final ManualClock clock = new ManualClock(NOW);
  private final ManualScheduler scheduler = new ManualScheduler(clock);
  private final PickyJournal disk = new PickyJournal();
  private final LastingJournal journal = new LastingJournal(disk, scheduler);

  /** A journal that refuses what a test says, and remembers the numbers of the calls it took. */
  private static final class PickyJournal implements Journal {
    private final List<Long> written = new CopyOnWriteArrayList<>();
    private volatile Predicate<Long> refuses = _ -> false;
    private volatile Predicate<Long> breaks = _ -> false;
    private volatile Runnable before = () -> {};

    @Override
    public void commit(List<Change> changes) throws JournalException {
      before.run();
      long number =
          ((Change.OfCall) changes.getFirst()).call().sid().id().getLeastSignificantBits();
      if (breaks.test(number)) {
        throw new IllegalArgumentException("nothing can write number " + number);
      }
      if (refuses.test(number)) {
        throw new JournalException("the disk is full", new IOException("No space left on device"));
      }
      written.add(number);
    }
  }

  @Test
  void refusesAnOrdinaryChangeWhileTheStoreFails() {
    disk.refuses = _ -> true;

    assertThatThrownBy(() -> journal.commit(STANDUP, ended(1)))
        .isInstanceOf(JournalException.class);
    assertThat(scheduler.waiting()).isZero();
  }

  @Test
  void writesDeparturesInOrderOnceTheStoreWorksAgain() {
    disk.refuses = _ -> true;
    journal.commitAtLast(STANDUP, ended(1));
    disk.refuses = _ -> false;
    journal.commitAtLast(STANDUP, ended(2));
    assertThat(disk.written).isEmpty();

    clock.advance(ROUND);

    awaitWritten(1, 2);
    awaitRoundsOver();
  }

  @Test
  void oneThatCanNeverBeWrittenHoldsUpItsOwnConferenceAlone() {
    disk.refuses = _ -> true;
    journal.commitAtLast(STANDUP, ended(1));
    journal.commitAtLast(STANDUP, ended(2));
    journal.commitAtLast(ELSEWHERE, ended(3));
    disk.refuses = number -> number == 1;

    clock.advance(ROUND);

    awaitWritten(3);
  }

  @Test
  void anErrorOfTheJournalDoesNotEndTheTries() {
    disk.breaks = _ -> true;
    assertThatCode(() -> journal.commitAtLast(STANDUP, ended(1))).doesNotThrowAnyException();
    clock.advance(ROUND);
    awaitAnotherRound();
    disk.breaks = _ -> false;

    clock.advance(ROUND);

    awaitWritten(1);
  }

  @Test
  void nothingOfAConferenceOvertakesItsDepartures() throws Exception {
    disk.refuses = number -> number == 1;
    journal.commitAtLast(STANDUP, ended(1));

    assertThatThrownBy(() -> journal.commit(STANDUP, ended(2)))
        .isInstanceOf(JournalException.class);
    journal.commit(ELSEWHERE, ended(3));
    disk.refuses = _ -> false;
    journal.commit(STANDUP, ended(4));

    assertThat(disk.written).containsExactly(3L, 1L, 4L);
    clock.advance(ROUND);
    awaitRoundsOver();
    assertThat(disk.written).containsExactly(3L, 1L, 4L);
  }

  @Test
  void aDiskThatHangsHoldsUpNeitherTheSchedulerNorOtherDepartures() {
    CountDownLatch hanging = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    disk.refuses = _ -> true;
    journal.commitAtLast(STANDUP, ended(1));
    disk.refuses = _ -> false;
    disk.before =
        () -> {
          hanging.countDown();
          awaitQuietly(goOn);
        };

    clock.advance(ROUND);
    awaitQuietly(hanging);
    disk.before = () -> {};
    journal.commitAtLast(STANDUP, ended(2));
    journal.commitAtLast(ELSEWHERE, ended(3));
    assertThat(disk.written).containsExactly(3L);
    goOn.countDown();

    awaitWritten(3, 1, 2);
  }

  private void awaitWritten(long... numbers) {
    List<Long> expected = Arrays.stream(numbers).boxed().toList();
    Await.until(
        () ->
            disk.written.equals(expected)
                ? Optional.empty()
                : Optional.of("written is " + disk.written + ", not " + expected));
  }

  private void awaitAnotherRound() {
    Await.until(
        () -> scheduler.waiting() == 1 ? Optional.empty() : Optional.of("no other try is due"));
  }

  /** Every test has let the first round begin, so that only a later one can be waiting. */
  private void awaitRoundsOver() {
    Await.until(
        () -> scheduler.waiting() == 0 ? Optional.empty() : Optional.of("tries are still due"));
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Change> ended(long number) {
    Call call =
        Call.answered(
            new CallSid(new UUID(0, number)),
            new AccountSid(new UUID(0, 1)),
            new Parties("a", "b", Optional.empty()),
            NOW);
    return List.of(new Change.OfCall(call.completed(NOW)));
  }
}
