package dev.rollcall.core.delivery;

import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.web.WebTarget;
import java.time.Instant;
import java.util.Optional;

/**
 * One message that carries an event to an app, as it stands at one moment. Immutable.
 *
 * @param subject deliveries of one subject are made one after the other, in the order of their
 *     events
 * @param sequence the event's number
 * @param event its name
 * @param body the parameters in form encoding, as they are sent
 * @param attempts how often it was tried
 * @param nextAttempt when it is tried next; present exactly while it is pending and was tried
 * @param answer the HTTP status of the last answer, if one came
 * @param failure why the last attempt failed, without secrets
 */
public record Delivery(
    DeliveryId id,
    AccountSid account,
    Subject subject,
    long sequence,
    String event,
    WebTarget target,
    String body,
    State state,
    int attempts,
    Instant created,
    Instant updated,
    Optional<Instant> nextAttempt,
    Optional<Integer> answer,
    Optional<String> failure) {

  /** Where a delivery stands. */
  public enum State {
    PENDING,
    /** Answered with 2xx. Never changes again. */
    DELIVERED,
    /** Every attempt failed. Changes only if it is asked for once more. */
    FAILED
  }
}
