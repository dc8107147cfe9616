package dev.rollcall.rest.webhook;

import dev.rollcall.core.delivery.Delivery;
import dev.rollcall.rest.webhook.ConnectionOverrides.Cause;
import dev.rollcall.rest.webhook.ConnectionOverrides.Rules;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Decides when a message is tried again.
 *
 * <p>Usually: after no connection, no answer, 5xx, 408 and 429, with growing pauses, until it is
 * {@link WebhookSettings#giveUpAfter} old. Any other answer is final; a redirect is under all
 * rules. If the address has rules of its own ({@link ConnectionOverrides.Rules}), they alone say
 * after what and how often; the pauses are the same.
 *
 * <p>A pause is a random part of 1, 2, 4 and so on times the first ("full jitter"), so that
 * messages which failed together do not come back together.
 */
final class RetryPolicy {
  private static final int MAXIMUM_DOUBLINGS = 30;

  private final WebhookSettings settings;
  private final RandomGenerator random;

  RetryPolicy(WebhookSettings settings, RandomGenerator random) {
    this.settings = settings;
    this.random = random;
  }

  /**
   * How long to wait before the next attempt; empty if there is none.
   *
   * @param delivery with the attempt that failed counted
   */
  Optional<Duration> pause(Delivery delivery, Outcome outcome, Optional<Rules> rules, Instant now) {
    boolean again =
        rules
            .map(own -> delivery.attempts() <= own.retries() && hits(own, outcome))
            .orElseGet(
                () ->
                    mayPass(outcome)
                        && now.isBefore(delivery.created().plus(settings.giveUpAfter())));
    return again ? Optional.of(pause(delivery.attempts())) : Optional.empty();
  }

  private Duration pause(int attempts) {
    long first = settings.firstRetry().toMillis();
    long longest = settings.longestRetry().toMillis();
    int doublings = Math.clamp(attempts - 1, 0, MAXIMUM_DOUBLINGS);
    return Duration.ofMillis(random.nextLong(Math.min(longest, first << doublings) + 1));
  }

  private static boolean mayPass(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Answered answered -> answered.passing();
      case Outcome.Unanswered _ -> true;
      case Outcome.Taken _, Outcome.Refused _, Outcome.Interrupted _ -> false;
    };
  }

  private static boolean hits(Rules rules, Outcome outcome) {
    return switch (outcome) {
      case Outcome.Answered answered ->
          switch (answered.status() / 100) {
            case 4 -> rules.causes().contains(Cause.ANSWERED_4XX);
            case 5 -> rules.causes().contains(Cause.ANSWERED_5XX);
            default -> false;
          };
      case Outcome.Unanswered unanswered -> rules.causes().contains(unanswered.cause());
      case Outcome.Taken _, Outcome.Refused _, Outcome.Interrupted _ -> false;
    };
  }
}
