package dev.rollcall.rest;

import dev.rollcall.core.call.Call;
import dev.rollcall.core.conference.Conference;
import dev.rollcall.core.conference.Controls;
import dev.rollcall.core.conference.Departure;
import dev.rollcall.core.conference.Ending;
import dev.rollcall.core.conference.Participant;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.identity.CallSid;
import dev.rollcall.core.identity.ConferenceSid;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/** Writes core's records as this API shows them: all fields of the contract, in its order. */
final class RecordJson {
  private static final String VERSION = "2010-04-01";

  private RecordJson() {}

  /**
   * A participant. {@code from}, {@code to}, {@code name} and, of one who left, {@code date_left}
   * and {@code reason_participant_left} are additions to the contract, which lets SDKs pass over
   * them.
   */
  static void participant(JsonGenerator json, Participant participant) {
    Controls controls = participant.controls();
    String account = participant.account().text();
    String conference = participant.conference().text();
    String call = participant.call().text();
    json.writeStartObject();
    json.writeStringProperty("account_sid", account);
    json.writeStringProperty("call_sid", call);
    text(json, "label", participant.label());
    text(json, "call_sid_to_coach", controls.coached().map(CallSid::text));
    json.writeBooleanProperty("coaching", controls.coaching());
    json.writeStringProperty("conference_sid", conference);
    date(json, "date_created", participant.created());
    date(json, "date_updated", participant.updated());
    json.writeBooleanProperty("end_conference_on_exit", controls.endConferenceOnExit());
    json.writeBooleanProperty("muted", controls.muted());
    json.writeBooleanProperty("hold", controls.hold());
    json.writeBooleanProperty("start_conference_on_enter", controls.startConferenceOnEnter());
    json.writeStringProperty("status", WireNames.of(participant.status()));
    json.writeNullProperty("queue_time");
    json.writeStringProperty(
        "uri",
        "/2010-04-01/Accounts/"
            + account
            + "/Conferences/"
            + conference
            + "/Participants/"
            + call
            + ".json");
    json.writeStringProperty("from", participant.parties().from());
    json.writeStringProperty("to", participant.parties().to());
    text(json, "name", participant.parties().name());
    if (participant.departure().isPresent()) {
      Departure departure = participant.departure().get();
      date(json, "date_left", departure.at());
      json.writeStringProperty("reason_participant_left", WireNames.of(departure.reason()));
    }
    json.writeEndObject();
  }

  /** A conference. Its region is {@code unknown}, Twilio's word where none is assigned. */
  static void conference(JsonGenerator json, Conference conference) {
    json.writeStartObject();
    json.writeStringProperty("account_sid", conference.account().text());
    date(json, "date_created", conference.created());
    date(json, "date_updated", conference.updated());
    json.writeStringProperty("api_version", VERSION);
    json.writeStringProperty("friendly_name", conference.friendlyName());
    json.writeStringProperty("region", "unknown");
    json.writeStringProperty("sid", conference.sid().text());
    json.writeStringProperty("status", WireNames.of(conference.status()));
    json.writeStringProperty(
        "uri", conferencePath(conference.account(), conference.sid()) + ".json");
    json.writeName("subresource_uris");
    json.writeStartObject();
    json.writeStringProperty(
        "participants", participantsPath(conference.account(), conference.sid()));
    json.writeEndObject();
    text(
        json,
        "reason_conference_ended",
        conference.ending().map(Ending::reason).map(WireNames::of));
    text(
        json,
        "call_sid_ending_conference",
        conference.ending().flatMap(Ending::call).map(CallSid::text));
    json.writeEndObject();
  }

  /** A call. What this version has no notion of is null, as at Twilio where it does not apply. */
  static void call(JsonGenerator json, Call call) {
    json.writeStartObject();
    json.writeStringProperty("sid", call.sid().text());
    date(json, "date_created", call.created());
    date(json, "date_updated", call.updated());
    json.writeNullProperty("parent_call_sid");
    json.writeStringProperty("account_sid", call.account().text());
    json.writeStringProperty("to", call.parties().to());
    json.writeStringProperty("to_formatted", call.parties().to());
    json.writeStringProperty("from", call.parties().from());
    json.writeStringProperty("from_formatted", call.parties().from());
    json.writeNullProperty("phone_number_sid");
    json.writeStringProperty("status", WireNames.of(call.status()));
    text(json, "start_time", call.answered().map(Rfc2822::format));
    text(json, "end_time", call.ended().map(Rfc2822::format));
    text(json, "duration", call.duration().map(time -> Long.toString(time.toSeconds())));
    json.writeNullProperty("price");
    json.writeNullProperty("price_unit");
    json.writeStringProperty("direction", WireNames.of(call.direction()));
    json.writeNullProperty("answered_by");
    json.writeStringProperty("api_version", VERSION);
    json.writeNullProperty("forwarded_from");
    json.writeNullProperty("group_sid");
    text(json, "caller_name", call.parties().name());
    json.writeNullProperty("queue_time");
    json.writeNullProperty("trunk_sid");
    json.writeStringProperty("uri", callsPath(call.account()) + "/" + call.sid() + ".json");
    json.writeName("subresource_uris");
    json.writeStartObject();
    json.writeEndObject();
    json.writeEndObject();
  }

  static String accountPath(AccountSid account) {
    return "/2010-04-01/Accounts/" + account.text();
  }

  static String participantsPath(AccountSid account, ConferenceSid conference) {
    return conferencePath(account, conference) + "/Participants.json";
  }

  /** A text, or null where there is none: every key is always there. */
  static void text(JsonGenerator json, String name, Optional<String> text) {
    if (text.isPresent()) {
      json.writeStringProperty(name, text.get());
    } else {
      json.writeNullProperty(name);
    }
  }

  private static String conferencePath(AccountSid account, ConferenceSid conference) {
    return accountPath(account) + "/Conferences/" + conference.text();
  }

  private static String callsPath(AccountSid account) {
    return accountPath(account) + "/Calls";
  }

  private static void date(JsonGenerator json, String name, Instant instant) {
    json.writeStringProperty(name, Rfc2822.format(instant));
  }
}
