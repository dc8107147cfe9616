package dev.rollcall.rest.webhook;

import dev.rollcall.core.delivery.Delivery;
import dev.rollcall.core.delivery.Delivery.State;
import dev.rollcall.core.delivery.DeliveryId;
import dev.rollcall.core.delivery.LoggedEvent;
import dev.rollcall.core.web.WebTarget;
import dev.rollcall.http.FormEncoding;
import java.time.Instant;
import java.util.Optional;

/** A message's steps from one state to the next. */
final class Deliveries {
  private Deliveries() {}

  /** A message that was never tried. */
  static Delivery of(DeliveryId id, LoggedEvent event, WebTarget target, Instant now) {
    return new Delivery(
        id,
        event.account(),
        event.subject(),
        event.sequence(),
        event.name(),
        target,
        FormEncoding.encode(event.parameters()),
        State.PENDING,
        0,
        now,
        now,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** The same after one more attempt, and over. */
  static Delivery tried(Delivery before, Outcome outcome, Instant now) {
    Optional<String> failure =
        switch (outcome) {
          case Outcome.Taken _, Outcome.Interrupted _ -> Optional.empty();
          case Outcome.Answered answered -> Optional.of(answered.explanation());
          case Outcome.Unanswered unanswered -> Optional.of(unanswered.explanation());
          case Outcome.Refused refused -> Optional.of(refused.explanation());
        };
    return with(
        before,
        outcome instanceof Outcome.Taken ? State.DELIVERED : State.FAILED,
        before.attempts() + 1,
        now,
        Optional.empty(),
        outcome.answer(),
        failure);
  }

  /** The same, to be tried again. */
  static Delivery again(Delivery tried, Instant next) {
    return with(
        tried,
        State.PENDING,
        tried.attempts(),
        tried.updated(),
        Optional.of(next),
        tried.answer(),
        tried.failure());
  }

  /** The same, over without another attempt. */
  static Delivery givenUp(Delivery before, String why, Instant now) {
    return with(
        before,
        State.FAILED,
        before.attempts(),
        now,
        Optional.empty(),
        before.answer(),
        Optional.of(why));
  }

  /** One that failed, to be tried at once because somebody asked for it. */
  static Delivery askedFor(Delivery failed, Instant now) {
    return with(
        failed,
        State.PENDING,
        failed.attempts(),
        now,
        failed.attempts() == 0 ? Optional.empty() : Optional.of(now),
        failed.answer(),
        failed.failure());
  }

  private static Delivery with(
      Delivery before,
      State state,
      int attempts,
      Instant updated,
      Optional<Instant> next,
      Optional<Integer> answer,
      Optional<String> failure) {
    return new Delivery(
        before.id(),
        before.account(),
        before.subject(),
        before.sequence(),
        before.event(),
        before.target(),
        before.body(),
        state,
        attempts,
        before.created(),
        updated,
        next,
        answer,
        failure);
  }
}
