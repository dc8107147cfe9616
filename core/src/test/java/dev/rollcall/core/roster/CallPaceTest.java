package dev.rollcall.core.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rollcall.core.Problem;
import dev.rollcall.core.RefusedException;
import dev.rollcall.core.identity.CallSid;
import dev.rollcall.core.testing.ManualClock;
import dev.rollcall.core.testing.ManualScheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** When calls begin. */
final class CallPaceTest {
  private static final Instant START = Instant.parse("2026-11-21T08:00:00Z");
  private final ManualClock clock = new ManualClock(START);
  private final ManualScheduler scheduler = new ManualScheduler(clock);
  private final List<Integer> begun = new ArrayList<>();

  @Test
  void theFirstCallBeginsAtOnceAndOthersInTheirTurn() {
    CallPace pace = pace(2, Duration.ofHours(1));

    assertThat(enqueue(pace, 1)).isEqualTo(Duration.ZERO);
    assertThat(enqueue(pace, 2)).isEqualTo(Duration.ofMillis(500));
    assertThat(enqueue(pace, 3)).isEqualTo(Duration.ofSeconds(1));
    assertThat(begun).containsExactly(1);

    clock.advance(Duration.ofMillis(499));
    assertThat(begun).containsExactly(1);
    clock.advance(Duration.ofMillis(1));
    assertThat(begun).containsExactly(1, 2);
    assertThat(enqueue(pace, 4)).isEqualTo(Duration.ofSeconds(1));
    clock.advance(Duration.ofMillis(500));
    clock.advance(Duration.ofMillis(500));
    assertThat(begun).containsExactly(1, 2, 3, 4);
  }

  @Test
  void anIdleAccountNeedsNoTimer() {
    CallPace pace = pace(1, Duration.ofHours(1));
    enqueue(pace, 1);
    clock.advance(Duration.ofSeconds(1));

    assertThat(scheduler.waiting()).isZero();
    assertThat(enqueue(pace, 2)).isEqualTo(Duration.ZERO);
    assertThat(begun).containsExactly(1, 2);
  }

  @Test
  void whatIsWithdrawnGivesItsTurnToTheNext() {
    CallPace pace = pace(1, Duration.ofHours(1));
    enqueue(pace, 1);
    enqueue(pace, 2);
    enqueue(pace, 3);

    pace.withdraw(call(2));
    clock.advance(Duration.ofSeconds(1));

    assertThat(begun).containsExactly(1, 3);
  }

  @Test
  void refusesWhatWouldWaitTooLong() {
    CallPace pace = pace(1, Duration.ofSeconds(2));
    enqueue(pace, 1);
    enqueue(pace, 2);
    enqueue(pace, 3);

    assertThat(catchThrowableOfType(RefusedException.class, () -> enqueue(pace, 4)).problem())
        .isEqualTo(Problem.CALL_QUEUE_FULL);
    clock.advance(Duration.ofSeconds(1));
    assertThat(enqueue(pace, 4)).isEqualTo(Duration.ofSeconds(2));
  }

  /** However calls come, two never begin closer than the interval, and each when it was said. */
  @Property(tries = 200)
  void callsAreAnIntervalApart(@ForAll @Size(max = 40) List<@IntRange(max = 300) Integer> pauses) {
    CallPace pace = pace(10, Duration.ofHours(1));
    List<Instant> begins = new ArrayList<>();
    List<Instant> expected = new ArrayList<>();
    int number = 0;
    for (int pause : pauses) {
      for (int i = 0; i < pause; i++) {
        clock.advance(Duration.ofMillis(1));
      }
      Duration wait = pace.enqueue(call(number++), () -> begins.add(clock.instant()));
      expected.add(clock.instant().plus(wait));
    }
    for (int i = 0; i < 100 * pauses.size(); i++) {
      clock.advance(Duration.ofMillis(1));
    }

    assertThat(begins).isEqualTo(expected);
    for (int i = 1; i < begins.size(); i++) {
      assertThat(Duration.between(begins.get(i - 1), begins.get(i)))
          .isGreaterThanOrEqualTo(Duration.ofMillis(100));
    }
  }

  private CallPace pace(double callsPerSecond, Duration longestQueue) {
    return new CallPace(
        new RosterSettings(250, callsPerSecond, longestQueue), scheduler, Runnable::run);
  }

  private Duration enqueue(CallPace pace, int number) {
    return pace.enqueue(call(number), () -> begun.add(number));
  }

  private static CallSid call(int number) {
    return new CallSid(new UUID(0, number));
  }
}
