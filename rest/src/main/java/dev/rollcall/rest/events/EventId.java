package dev.rollcall.rest.events;

import dev.rollcall.core.identity.ConferenceSid;
import dev.rollcall.rest.door.QueryArguments;
import java.util.Optional;

/**
 * What a reader has had last: a number, and whose it is if that is a conference. A number alone is
 * taken too; it is one of the events that are asked for.
 */
record EventId(Optional<ConferenceSid> conference, long number) {
  private static final char SEPARATOR = ':';

  /**
   * Reads {@code text}: a number, or a conference's sid, a colon and a number.
   *
   * @param name what the client calls it
   * @throws dev.rollcall.rest.ApiException if it is neither
   */
  static EventId parse(String name, String text) {
    int separator = text.indexOf(SEPARATOR);
    Optional<ConferenceSid> conference =
        separator < 0 ? Optional.empty() : ConferenceSid.parse(text.substring(0, separator));
    String number = conference.isPresent() ? text.substring(separator + 1) : text;
    return new EventId(conference, QueryArguments.number(name, number, 0, Long.MAX_VALUE));
  }

  static String format(ConferenceSid conference, long number) {
    return conference.text() + SEPARATOR + number;
  }
}
