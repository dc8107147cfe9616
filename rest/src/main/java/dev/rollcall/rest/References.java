package dev.rollcall.rest;

import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.identity.ConferenceSid;
import dev.rollcall.core.roster.ConferenceReference;
import dev.rollcall.core.roster.Roster;

/** Reads the conference of a path. */
final class References {
  private final Roster roster;
  private final boolean strict;

  References(Roster roster, boolean strict) {
    this.roster = roster;
    this.strict = strict;
  }

  /**
   * In strict mode: refuses what is no conference sid, whoever asks and whatever there is, but for
   * the room that somebody is to be called into.
   *
   * @throws ApiException with {@code METHOD_NOT_ALLOWED}, which is Twilio's odd answer
   */
  void check(Route route, String method) {
    if (route instanceof Route.Participants && method.equals("POST")) {
      return;
    }
    route
        .conferenceText()
        .filter(text -> strict && ConferenceSid.parse(text).isEmpty())
        .ifPresent(
            _ -> {
              throw new ApiException(
                  ApiError.METHOD_NOT_ALLOWED,
                  "Method not allowed: a conference is addressed by its sid, 'CF' and 32"
                      + " hexadecimal digits.");
            });
  }

  /** The sid of the conference that {@code text} names; a name means the live one that has it. */
  ConferenceReference.BySid conference(AccountSid account, String text) {
    return switch (ConferenceReference.of(text)) {
      case ConferenceReference.BySid bySid -> bySid;
      case ConferenceReference.ByName byName ->
          new ConferenceReference.BySid(roster.conference(account, byName).sid());
    };
  }
}
