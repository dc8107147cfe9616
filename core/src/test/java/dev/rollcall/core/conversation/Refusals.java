package dev.rollcall.core.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rollcall.core.Problem;
import dev.rollcall.core.RefusedException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Checks of refusals. */
final class Refusals {
  private Refusals() {}

  /** Checks that {@code request} is refused because of {@code problem}; returns what is said. */
  static String refused(Problem problem, ThrowingCallable request) {
    RefusedException refusal = catchThrowableOfType(RefusedException.class, request);
    assertThat(refusal).as("a refusal because of %s", problem).isNotNull();
    assertThat(refusal.problem()).as(refusal.explanation()).isEqualTo(problem);
    return refusal.explanation();
  }
}
