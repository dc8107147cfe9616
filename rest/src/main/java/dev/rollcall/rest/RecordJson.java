package dev.rollcall.rest;

import dev.rollcall.core.call.Call;
import dev.rollcall.core.conference.Conference;
import dev.rollcall.core.conference.Ending;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.identity.CallSid;
import dev.rollcall.core.identity.ConferenceSid;
import java.time.Duration;

/** Writes core's records as this API shows them: all fields of the contract, in its order. */
final class RecordJson {
  private static final String VERSION = "2010-04-01";

  private RecordJson() {}

  /** A conference. Its region is {@code unknown}, Twilio's word where none is assigned. */
  static void conference(FieldWriter json, Conference conference) {
    json.begin();
    json.plain("account_sid", conference.account().text());
    json.date("date_created", conference.created());
    json.date("date_updated", conference.updated());
    json.plain("api_version", VERSION);
    json.text("friendly_name", conference.friendlyName());
    json.plain("region", "unknown");
    json.plain("sid", conference.sid().text());
    json.plain("status", WireNames.of(conference.status()));
    json.plain("uri", conferencePath(conference.account(), conference.sid()) + ".json");
    json.begin("subresource_uris");
    json.plain("participants", participantsPath(conference.account(), conference.sid()));
    json.end();
    json.text(
        "reason_conference_ended", conference.ending().map(Ending::reason).map(WireNames::of));
    json.text(
        "call_sid_ending_conference", conference.ending().flatMap(Ending::call).map(CallSid::text));
    json.end();
  }

  /** A call. What this version has no notion of is null, as at Twilio where it does not apply. */
  static void call(FieldWriter json, Call call) {
    json.begin();
    json.plain("sid", call.sid().text());
    json.date("date_created", call.created());
    json.date("date_updated", call.updated());
    json.nothing("parent_call_sid");
    json.plain("account_sid", call.account().text());
    json.text("to", call.parties().to());
    json.text("to_formatted", call.parties().to());
    json.text("from", call.parties().from());
    json.text("from_formatted", call.parties().from());
    json.nothing("phone_number_sid");
    json.plain("status", WireNames.of(call.status()));
    json.date("start_time", call.answered());
    json.date("end_time", call.ended());
    json.text("duration", call.duration().map(time -> Long.toString(time.toSeconds())));
    json.nothing("price");
    json.nothing("price_unit");
    json.plain("direction", WireNames.of(call.direction()));
    json.nothing("answered_by");
    json.plain("api_version", VERSION);
    json.nothing("forwarded_from");
    json.nothing("group_sid");
    json.text("caller_name", call.parties().name());
    json.text("queue_time", call.outgoing().map(own -> millis(own.queueTime())));
    json.nothing("trunk_sid");
    json.plain("uri", accountPath(call.account()) + "/Calls/" + call.sid() + ".json");
    json.begin("subresource_uris");
    json.end();
    json.end();
  }

  /** A time as this API writes queue times: whole milliseconds, as text. */
  static String millis(Duration time) {
    return Long.toString(time.toMillis());
  }

  static String accountPath(AccountSid account) {
    return "/2010-04-01/Accounts/" + account.text();
  }

  static String conferencePath(AccountSid account, ConferenceSid conference) {
    return accountPath(account) + "/Conferences/" + conference.text();
  }

  static String participantsPath(AccountSid account, ConferenceSid conference) {
    return conferencePath(account, conference) + "/Participants.json";
  }
}
