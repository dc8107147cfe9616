package dev.rollcall.mcp.tools;

import dev.rollcall.core.conference.Conference;
import dev.rollcall.core.conference.Controls;
import dev.rollcall.core.conference.Departure;
import dev.rollcall.core.conference.Ending;
import dev.rollcall.core.conference.Participant;
import dev.rollcall.core.identity.CallSid;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Writes conferences and their participants, with the names and the formats of the REST API: also
 * its dates, {@code Sat, 21 Nov 2026 08:00:00 +0000} (RFC 2822 §3.3).
 */
final class ConferenceJson {
  private static final DateTimeFormatter RFC_2822 =
      DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss '+0000'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private ConferenceJson() {}

  static void conference(Fields json, Conference conference) {
    json.begin();
    json.plain("sid", conference.sid().text());
    json.shown("friendly_name", conference.friendlyName());
    json.plain("status", Spelling.of(conference.status()));
    date(json, "date_created", conference.created());
    date(json, "date_updated", conference.updated());
    json.plain(
        "reason_conference_ended", conference.ending().map(Ending::reason).map(Spelling::of));
    json.plain(
        "call_sid_ending_conference", conference.ending().flatMap(Ending::call).map(CallSid::text));
    json.plain("account_sid", conference.account().text());
    json.end();
  }

  /** A participant: every field of the REST answer, in its order. */
  static void participant(Fields json, Participant participant) {
    Controls controls = participant.controls();
    json.begin();
    json.plain("account_sid", participant.account().text());
    json.plain("call_sid", participant.call().text());
    json.shown("label", participant.label());
    json.plain("call_sid_to_coach", controls.coached().map(CallSid::text));
    json.flag("coaching", controls.coaching());
    json.plain("conference_sid", participant.conference().text());
    date(json, "date_created", participant.created());
    date(json, "date_updated", participant.updated());
    json.flag("end_conference_on_exit", controls.endConferenceOnExit());
    json.flag("muted", controls.muted());
    json.flag("hold", controls.hold());
    json.flag("start_conference_on_enter", controls.startConferenceOnEnter());
    json.plain("status", Spelling.of(participant.status()));
    json.nothing("queue_time");
    json.plain("uri", uri(participant));
    json.shown("from", participant.parties().from());
    json.shown("to", participant.parties().to());
    json.shown("name", participant.parties().name());
    if (participant.departure().isPresent()) {
      Departure departure = participant.departure().get();
      date(json, "date_left", departure.at());
      json.plain("reason_participant_left", Spelling.of(departure.reason()));
    }
    json.end();
  }

  private static String uri(Participant participant) {
    return "/2010-04-01/Accounts/%s/Conferences/%s/Participants/%s.json"
        .formatted(participant.account(), participant.conference(), participant.call());
  }

  private static void date(Fields json, String name, Instant instant) {
    json.plain(name, RFC_2822.format(instant));
  }
}
