package dev.rollcall.rest;

import dev.rollcall.core.conference.Controls;
import dev.rollcall.core.conference.Departure;
import dev.rollcall.core.conference.Participant;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.identity.CallSid;
import dev.rollcall.core.identity.ConferenceSid;
import java.time.Duration;
import java.util.Optional;

/**
 * Writes participants of one conference: all fields of the contract, in its order.
 *
 * <p>{@code from}, {@code to}, {@code name} and, of one who left, {@code date_left} and {@code
 * reason_participant_left} are additions to the contract, which lets SDKs pass over them.
 */
final class ParticipantJson {
  private final String account;
  private final String conference;
  private final String path;

  private ParticipantJson(AccountSid account, ConferenceSid conference) {
    this.account = account.text();
    this.conference = conference.text();
    path = RecordJson.conferencePath(account, conference) + "/Participants/";
  }

  static ParticipantJson of(AccountSid account, ConferenceSid conference) {
    return new ParticipantJson(account, conference);
  }

  /** A participant as lists show it, where Twilio leaves the queue time out. */
  void write(FieldWriter json, Participant participant) {
    write(json, participant, Optional.empty());
  }

  /** A participant with how long its call was expected to wait for its turn. */
  void write(FieldWriter json, Participant participant, Optional<Duration> queueTime) {
    Controls controls = participant.controls();
    String call = participant.call().text();
    json.begin();
    json.plain("account_sid", account);
    json.plain("call_sid", call);
    json.text("label", participant.label());
    json.text("call_sid_to_coach", controls.coached().map(CallSid::text));
    json.flag("coaching", controls.coaching());
    json.plain("conference_sid", conference);
    json.date("date_created", participant.created());
    json.date("date_updated", participant.updated());
    json.flag("end_conference_on_exit", controls.endConferenceOnExit());
    json.flag("muted", controls.muted());
    json.flag("hold", controls.hold());
    json.flag("start_conference_on_enter", controls.startConferenceOnEnter());
    json.plain("status", WireNames.of(participant.status()));
    json.text("queue_time", queueTime.map(RecordJson::millis));
    json.plain("uri", path + call + ".json");
    json.text("from", participant.parties().from());
    json.text("to", participant.parties().to());
    json.text("name", participant.parties().name());
    if (participant.departure().isPresent()) {
      Departure departure = participant.departure().get();
      json.date("date_left", departure.at());
      json.plain("reason_participant_left", WireNames.of(departure.reason()));
    }
    json.end();
  }
}
