package dev.rollcall.rest.events;

import dev.rollcall.core.delivery.LoggedEvent;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.identity.ConferenceSid;
import dev.rollcall.core.identity.Sid;

/** Whose events are read, and by which of their two numbers. */
sealed interface EventSource {
  AccountSid account();

  /** Everything of the account, by position. */
  record OfAccount(AccountSid account) implements EventSource {}

  /** One conference, by sequence. */
  record OfConference(AccountSid account, ConferenceSid conference) implements EventSource {}

  /** What rings when there is more. */
  default Sid subject() {
    return switch (this) {
      case OfAccount(AccountSid account) -> account;
      case OfConference(_, ConferenceSid conference) -> conference;
    };
  }

  /** How {@code number} is told to readers, so that they can go on behind it. */
  default String id(long number) {
    return switch (this) {
      case OfAccount _ -> Long.toString(number);
      case OfConference(_, ConferenceSid conference) -> EventId.format(conference, number);
    };
  }

  /** The number behind which a reader of {@code event} goes on. */
  default long number(LoggedEvent.Positioned event) {
    return switch (this) {
      case OfAccount _ -> event.position();
      case OfConference _ -> event.event().sequence();
    };
  }
}
