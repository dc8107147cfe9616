package dev.rollcall.rest.webhook;

import dev.rollcall.rest.webhook.ConnectionOverrides.Cause;
import java.util.Optional;

/** How one attempt went. */
sealed interface Outcome {
  /** The target took the message. */
  record Taken(int status) implements Outcome {}

  /**
   * The target answered otherwise.
   *
   * @param passing whether it may well answer otherwise later
   */
  record Answered(int status, boolean passing, String explanation) implements Outcome {}

  /** There was no answer. */
  record Unanswered(Cause cause, String explanation) implements Outcome {}

  /** Nobody was asked, and asking again would lead to the same. */
  record Refused(String explanation) implements Outcome {}

  /** The attempt was broken off because this side stops; it counts for nothing. */
  record Interrupted() implements Outcome {}

  /** What the target answered, if it did. */
  default Optional<Integer> answer() {
    return switch (this) {
      case Taken taken -> Optional.of(taken.status);
      case Answered answered -> Optional.of(answered.status);
      case Unanswered _, Refused _, Interrupted _ -> Optional.empty();
    };
  }
}
